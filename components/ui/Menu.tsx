'use client'

import { Header } from 'react-aria-components/Header'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
} from 'react-aria-components/Menu'
import type { MenuItemProps as AriaMenuItemProps } from 'react-aria-components/Menu'
import { Popover as AriaPopover } from 'react-aria-components/Popover'
import type { PopoverProps as AriaPopoverProps } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import type { ReactNode } from 'react'

export interface MenuProps {
  /** A Button or IconButton. */
  readonly trigger: ReactNode
  readonly label: string
  /** MenuItem, MenuSection, MenuSeparator. */
  readonly children: ReactNode
  /** Stands above the items and is read before them; no controls in it. */
  readonly header?: ReactNode
  readonly placement?: NonNullable<AriaPopoverProps['placement']>
}

/** Actions behind a button. */
export function Menu({ trigger, label, children, header, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <AriaPopover
        offset={6}
        placement={placement}
        className="overlay-motion z-50 min-w-48 rounded-lg bg-raised shadow-overlay outline-none"
      >
        {header && <div className="border-b border-line px-3 py-2.5">{header}</div>}
        <AriaMenu aria-label={label} className="max-h-[70dvh] overflow-y-auto p-1 outline-none">
          {children}
        </AriaMenu>
      </AriaPopover>
    </MenuTrigger>
  )
}

export interface MenuItemProps extends Omit<
  AriaMenuItemProps,
  'children' | 'className' | 'style' | 'render'
> {
  readonly icon?: ReactNode
  readonly children: string
  /** At the end: a key, a tick. */
  readonly end?: ReactNode
  readonly isDangerous?: boolean
}

/** One action (`onAction`) or place to go (`href`). */
export function MenuItem({ icon, children, end, isDangerous = false, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem
      textValue={children}
      {...props}
      className={`flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 text-base outline-none select-none data-disabled:opacity-50 data-focused:bg-hover data-pressed:bg-pressed [&_svg]:size-4 [&_svg]:shrink-0 ${isDangerous ? 'text-red-text' : 'text-ink [&_svg]:text-subtle'}`}
    >
      {icon}
      <span className="grow truncate">{children}</span>
      {end}
    </AriaMenuItem>
  )
}

/** Items that belong together, under a small title. */
export function MenuSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <AriaMenuSection>
      <Header className="px-2 pt-2 pb-1 text-xs font-medium text-subtle">{title}</Header>
      {children}
    </AriaMenuSection>
  )
}

/** A line between groups of items. */
export function MenuSeparator() {
  return <Separator className="-mx-1 my-1 border-t border-line" />
}

'use client'

import { Header } from 'react-aria-components/Header'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
} from 'react-aria-components/Menu'
import { Popover as AriaPopover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import type { ReactNode, RefObject } from 'react'
import type { MenuItemProps, MenuProps, MenuSectionProps } from './Menu'
import { MenuPartsContext, type MenuParts } from './menuParts'

export interface MenuPanelProps extends Omit<MenuProps, 'trigger'> {
  /** The button that it belongs to; it says `aria-haspopup="menu"` and `aria-expanded` itself. */
  readonly triggerRef: RefObject<Element | null>
  readonly onClose: () => void
  /** Where the focus goes: to an item when opened by a key, else to the menu as a whole. */
  readonly focus: 'first' | 'last' | 'menu'
  /** Default: it is. */
  readonly isOpen?: boolean
}

/** The open menu alone, for a button that loads it when it is pressed. */
export function MenuPanel(props: MenuPanelProps) {
  const {
    triggerRef,
    onClose,
    focus,
    label,
    children,
    header,
    placement = 'bottom end',
    isOpen = true,
  } = props
  return (
    <MenuPartsContext value={PARTS}>
      <AriaPopover
        triggerRef={triggerRef}
        isOpen={isOpen}
        onOpenChange={(open) => {
          if (!open) onClose()
        }}
        offset={6}
        placement={placement}
        className="overlay-motion z-50 min-w-48 rounded-lg bg-raised shadow-overlay outline-none"
      >
        <MenuHeader>{header}</MenuHeader>
        <AriaMenu
          aria-label={label}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a menu takes the focus when it opens, and gives it back
          autoFocus={focus === 'menu' ? true : focus}
          onClose={onClose}
          className="max-h-[70dvh] overflow-y-auto p-1 outline-none"
        >
          {children}
        </AriaMenu>
      </AriaPopover>
    </MenuPartsContext>
  )
}

function MenuHeader({ children }: { readonly children: ReactNode }) {
  return children ? <div className="border-b border-line px-3 py-2.5">{children}</div> : null
}

function Item({ icon, children, end, isDangerous = false, description, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem
      textValue={children}
      {...props}
      className={`group flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 text-base outline-none select-none data-focused:bg-hover data-disabled:[&_svg]:opacity-50 data-pressed:bg-pressed [&_svg]:size-4 [&_svg]:shrink-0 ${isDangerous ? 'text-red-text' : 'text-ink [&_svg]:text-subtle'}`}
    >
      {icon}
      <span className="grid min-w-0 grow">
        <span className="truncate group-data-disabled:opacity-50">{children}</span>
        {description && <span className="max-w-64 pb-1 text-xs text-muted">{description}</span>}
      </span>
      {end}
    </AriaMenuItem>
  )
}

function Section({ title, children }: MenuSectionProps) {
  return (
    <AriaMenuSection>
      <Header className="px-2 pt-2 pb-1 text-xs font-medium text-subtle">{title}</Header>
      {children}
    </AriaMenuSection>
  )
}

function Line() {
  return <Separator className="-mx-1 my-1 border-t border-line" />
}

const PARTS: MenuParts = { Item, Section, Separator: Line }

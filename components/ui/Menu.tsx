'use client'

import { lazyPart } from './lazyPart'
import { use, useRef, useState, type ReactNode } from 'react'
import type { MenuItemProps as AriaMenuItemProps } from 'react-aria-components/Menu'
import type { PopoverProps as AriaPopoverProps } from 'react-aria-components/Popover'
import { MenuPartsContext } from './menuParts'
import { PanelButton } from './PanelButton'

const loadPanel = () => import('./MenuPanel')
const MenuPanel = lazyPart(() => loadPanel().then((module) => module.MenuPanel))

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

/** Actions behind a button. The panel is loaded apart from the page; a press that comes before it opens it when it is there. */
export function Menu({ trigger, ...panel }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  /** Null: never opened. */
  const [focus, setFocus] = useState<'first' | 'last' | 'menu' | null>(null)
  return (
    <>
      <PanelButton
        kind="menu"
        buttonRef={button}
        isOpen={isOpen}
        onToggle={(wanted, by) => {
          setFocus(by)
          setOpen(wanted)
        }}
        preload={loadPanel}
      >
        {trigger}
      </PanelButton>
      {focus !== null && (
        <MenuPanel
          {...panel}
          triggerRef={button}
          focus={focus}
          isOpen={isOpen}
          onClose={() => setOpen(false)}
        />
      )}
    </>
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
  /** A second line, below: why it cannot be chosen, what comes of it. */
  readonly description?: string
}

/** One action (`onAction`) or place to go (`href`). */
export function MenuItem(props: MenuItemProps) {
  const parts = use(MenuPartsContext)
  return parts && <parts.Item {...props} />
}

export interface MenuSectionProps {
  readonly title: string
  readonly children: ReactNode
}

/** Items that belong together, under a small title. */
export function MenuSection(props: MenuSectionProps) {
  const parts = use(MenuPartsContext)
  return parts && <parts.Section {...props} />
}

/** A line between groups of items. */
export function MenuSeparator() {
  const parts = use(MenuPartsContext)
  return parts && <parts.Separator />
}

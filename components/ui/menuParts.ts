import { createContext, type ComponentType } from 'react'
import type { MenuItemProps, MenuSectionProps } from './Menu'

/** What stands in a menu, as the loaded panel draws it. */
export interface MenuParts {
  readonly Item: ComponentType<MenuItemProps>
  readonly Section: ComponentType<MenuSectionProps>
  readonly Separator: ComponentType
}

/** Set by the panel around its items; null outside of one. */
export const MenuPartsContext = createContext<MenuParts | null>(null)

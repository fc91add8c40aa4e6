'use client'

import { useSyncExternalStore } from 'react'
import { keepChoice, THEME_COOKIE, toTheme } from './theme'
import type { Theme } from './theme'

const listeners = new Set<() => void>()

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const read = (): Theme => toTheme(document.documentElement.dataset['theme'])
const readOnServer = (): Theme => 'system'

function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  keepChoice(THEME_COOKIE, theme)
  for (const listener of listeners) listener()
}

/** The chosen theme and how to choose another. The document's root carries it. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(watch, read, readOnServer), setTheme]
}

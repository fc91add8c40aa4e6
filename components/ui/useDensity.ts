'use client'

import { useSyncExternalStore } from 'react'
import { toDensity, type Density } from './density'

const listeners = new Set<() => void>()

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const read = (): Density => toDensity(document.documentElement.dataset['density'])
const readOnServer = (): Density => 'comfortable'

/** Shows another density at once; whoever calls keeps the choice. */
export function showDensity(density: Density): void {
  document.documentElement.dataset['density'] = density
  for (const listener of listeners) listener()
}

/** The chosen density. The document's root carries it. */
export const useDensity = (): Density => useSyncExternalStore(watch, read, readOnServer)

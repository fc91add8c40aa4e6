import { createContext, use } from 'react'
import { archiveTopics } from '@/lib/domains/archive/contract/archiveKeys.ts'
import type { Asker } from '@/lib/domains/archive/policy.ts'
import { readsAllUnits } from '@/lib/domains/identity/policy.ts'

/** Whose page it is: what policies ask, and how they are called. */
export interface Viewer extends Asker {
  readonly name: string
}

export const ViewerContext = createContext<Viewer | null>(null)

/** The person at the page. Throws outside the archive's pages. */
export function useViewer(): Viewer {
  const viewer = use(ViewerContext)
  if (!viewer) throw new Error('This hook needs a ViewerContext above it.')
  return viewer
}

/** What the viewer's lists and counts listen to. */
export function useArchiveTopics(): readonly string[] {
  const viewer = useViewer()
  return archiveTopics({ unitId: viewer.unitId, readsAll: readsAllUnits(viewer) })
}

'use client'

import type { ReactNode } from 'react'
import { ViewerContext, type Viewer } from '@/hooks/archive/viewer.ts'

/** Tells the archive's views whose page it is. */
export function ViewerProvider({
  viewer,
  children,
}: {
  readonly viewer: Viewer
  readonly children: ReactNode
}) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>
}

'use client'

import { useMemo } from 'react'
import { useRowChanges } from '@/hooks/archive/useRowChanges.ts'

/** A mark that shows for a moment when somebody else has changed the thing on the page, and says who. */
export function JustChanged({ row }: { readonly row: { readonly id: string; readonly version: number } }) {
  const { changeOf } = useRowChanges(row.id, useOne(row))
  const change = changeOf(row)
  return (
    <output className={change ? 'inline-flex h-5 items-center' : 'sr-only'}>
      {change && (
        <span
          key={change.key}
          className="animate-tint rounded-sm bg-accent px-1.5 py-0.5 text-xs font-medium text-white"
        >
          {change.by ? `Changed by ${change.by}` : 'Just changed'}
        </span>
      )}
    </output>
  )
}

/** The row as a list of one, the same as long as the row is. */
function useOne<R>(row: R): ReadonlyMap<number, readonly R[]> {
  return useMemo(() => new Map([[0, [row]]]), [row])
}

import { useEffect, useMemo, useState } from 'react'
import type { Activity } from '@/lib/domains/desk/contract.ts'
import { activityId, holdActivity, type HeldActivity } from './holdActivity.ts'

/** Who has scrolled so far reads further down. In px. */
const SCROLLED_PX = 80

/** The feed as it is to be drawn. */
export interface CalmActivity {
  /** Undefined until loaded. */
  readonly rows: readonly Activity[] | undefined
  readonly waiting: number
  /** Lets those in that wait. */
  readonly show: () => void
  /** Came while one was looking. */
  readonly isNew: (activity: Activity) => boolean
  /** Whether one reads further down. */
  readonly isScrolled: boolean
}

interface Shown {
  readonly listKey: string
  readonly items: readonly Activity[]
  readonly newIds: ReadonlySet<string>
}

/**
 * While the page is scrolled new entries wait; else they show at once and are marked. Another `listKey` is another feed.
 * `isWhole` false: the newest ones are not among `items` just now, so what was shown stays.
 */
export function useCalmActivity(
  listKey: string,
  items: readonly Activity[] | undefined,
  isWhole: boolean,
): CalmActivity {
  const isScrolled = useScrolled()
  const [shown, setShown] = useState<Shown | null>(null)
  const isSame = shown?.listKey === listKey
  const held = useMemo<HeldActivity | null>(
    () => ((isScrolled || !isWhole) && isSame && items ? holdActivity(shown.items, items) : null),
    [isScrolled, isWhole, isSame, shown, items],
  )
  const show = () => {
    if (items) setShown({ listKey, items, newIds: newOnes(isSame ? shown : null, items) })
  }
  if (held && isSame && held.rows.length > shown.items.length) {
    // Further pages push out earlier ones: what was once shown stays.
    setShown({ ...shown, items: held.rows })
  } else if (!held && items !== undefined && (!isSame || shown.items !== items)) show()
  return {
    rows: held ? held.rows : items,
    waiting: held?.waiting ?? 0,
    show,
    isNew: (activity) => isSame && shown.newIds.has(activityId(activity)),
    isScrolled,
  }
}

/** Those above the newest that was there before. */
function newOnes(before: Shown | null, items: readonly Activity[]): ReadonlySet<string> {
  if (before === null) return new Set()
  const newest = Math.max(0, ...before.items.map(({ position }) => position))
  return new Set(items.filter(({ position }) => position > newest).map(activityId))
}

function useScrolled(): boolean {
  const [isScrolled, setScrolled] = useState(false)
  useEffect(() => {
    const look = () => setScrolled(window.scrollY > SCROLLED_PX)
    look()
    window.addEventListener('scroll', look, { passive: true })
    return () => window.removeEventListener('scroll', look)
  }, [])
  return isScrolled
}

import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { Summary } from '@/lib/domains/archive/contract/summary.ts'
import { standingOfRequest, waitsFor, type Asker } from '@/lib/domains/archive/policy.ts'

/** What is asked of the viewer. */
export type Ask = 'decide' | 'receive' | 'answer'

/** Requests that wait for the same. */
export interface WaitingGroup {
  readonly ask: Ask
  readonly title: string
  /** All that wait for this, as the server counts them. */
  readonly total: number
  /** The first few of them. */
  readonly requests: readonly ArchiveRequest[]
}

const GROUPS = [
  { ask: 'decide', title: 'To decide', count: 'to_decide' },
  { ask: 'receive', title: 'To receive', count: 'to_receive' },
  { ask: 'answer', title: 'To answer', count: 'to_answer' },
] as const

/** What waits for the viewer, by what is asked of them, at most `shown` of each; groups of none are left out. */
export function waitingGroups(
  viewer: Asker,
  requests: readonly ArchiveRequest[],
  waiting: Summary['waiting'] | undefined,
  shown: number,
): readonly WaitingGroup[] {
  return GROUPS.map(({ ask, title, count }) => {
    const asked = requests.filter((request) => waitsFor(viewer, standingOfRequest(request)) === ask)
    return {
      ask,
      title,
      total: Math.max(waiting?.[count] ?? 0, asked.length),
      requests: asked.slice(0, shown),
    }
  }).filter(({ total }) => total > 0)
}

import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import { type Crate, type CrateFilter, type CratePage } from '@/lib/domains/archive/contract/crate.ts'
import { apiFetch } from '../apiFetch.ts'
import type { RowRange } from '../live/blocksAround.ts'
import { useLiveWindow, type LiveWindow } from '../useLiveWindow.ts'
import { toQuery } from './toQuery.ts'
import { useArchiveTopics } from './viewer.ts'

/** The crates of a filter around what is in sight, newest number first unless it says otherwise. */
export function useCrateWindow(filter: CrateFilter, range: RowRange): LiveWindow<Crate> {
  return useLiveWindow<Crate>({
    key: archiveKeys.crateList(filter),
    topics: useArchiveTopics(),
    fetchBlock: ({ offset, limit, request }) =>
      apiFetch<CratePage>(toQuery('/api/archive/crates', { ...filter, offset, limit }), request),
    range,
  })
}

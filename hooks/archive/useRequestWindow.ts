import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import {
  type ArchiveRequest,
  type RequestFilter,
  type RequestPage,
} from '@/lib/domains/archive/contract/archiveRequest.ts'
import { apiFetch } from '../apiFetch.ts'
import type { RowRange } from '../live/blocksAround.ts'
import { useLiveWindow, type LiveWindow } from '../useLiveWindow.ts'
import { toQuery } from './toQuery.ts'
import { useArchiveTopics } from './viewer.ts'

/** The requests of a filter around what is in sight, newest first unless it says otherwise. */
export function useRequestWindow(filter: RequestFilter, range: RowRange): LiveWindow<ArchiveRequest> {
  return useLiveWindow<ArchiveRequest>({
    key: archiveKeys.requestList(filter),
    topics: useArchiveTopics(),
    fetchBlock: ({ offset, limit, request }) =>
      apiFetch<RequestPage>(toQuery('/api/archive/requests', { ...filter, offset, limit }), request),
    range,
  })
}

import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useMemo } from 'react'
import type {
  Notification,
  NotificationCounts,
  NotificationPage,
} from '@/lib/domains/notifications/contract.ts'
import { notificationsKeys } from '@/lib/domains/notifications/contract/notificationsKeys.ts'
import type { LiveKey } from '@/lib/realtime/client/liveContract.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import type { ChangeRequest } from '../live/sendChange.ts'
import { pendingEdit, type PendingEdit } from '../live/pendingEdits.ts'
import { useLiveMutation, type Covered } from '../useLiveMutation.ts'
import { showsStep, stepInCounts, stepInPages, type NotificationStep } from './notificationMarks.ts'

/** What one may do with one's notifications. Each shows at once, and is taken back where the server refuses. */
export interface NotificationActions {
  /** With it all older unread ones of its group. */
  read(line: Notification): void
  unread(line: Notification): void
  /** Null: no longer. */
  snooze(line: Notification, until: string | null): void
  acknowledge(line: Notification): void
  /** Everything up to the number; `head` of the counts. */
  readAll(upTo: number): void
}

export function useNotificationActions(onProblem: (error: ApiError) => void): NotificationActions {
  const queryClient = useQueryClient()
  const editCounts = (step: NotificationStep) =>
    pendingEdit<NotificationCounts>(notificationsKeys.counts, (counts) => stepInCounts(counts, step))
  const lists = () => queryClient.getQueriesData<Pages>({ queryKey: notificationsKeys.lists })
  const editList = (key: LiveKey, step: NotificationStep) =>
    pendingEdit<Pages>(key, (pages) => stepInPages(pages, step))
  const { mutate } = useLiveMutation<unknown, NotificationStep>({
    send,
    pending: (step) => [editCounts(step), ...lists().map(([key]) => editList(key, step))],
    // What was shown stays as it is: nothing moves under the pointer. Lists put it in order when they are fetched next; those that
    // may have to take something in are fetched now.
    covers: (_answer, step) => [
      ...covered(editCounts(step), queryClient.getQueryData(notificationsKeys.counts)),
      ...lists().flatMap(([key, pages]) =>
        pages && showsStep(pages, step) ? covered(editList(key, step), pages) : [],
      ),
    ],
    onError: onProblem,
  })
  return useMemo(
    () => ({
      read: (line) => mutate({ kind: 'read', line }),
      unread: (line) => mutate({ kind: 'unread', line }),
      snooze: (line, until) => mutate({ kind: 'snooze', line, until }),
      acknowledge: (line) => mutate({ kind: 'acknowledge', line, at: new Date().toISOString() }),
      readAll: (upTo) => mutate({ kind: 'read_all', upTo }),
    }),
    [mutate],
  )
}

type Pages = InfiniteData<NotificationPage, string | null>

const covered = ({ key, apply }: PendingEdit, data: unknown): readonly Covered[] =>
  data === undefined ? [] : [[key, apply(data)]]

function send(step: NotificationStep, request: ChangeRequest): Promise<unknown> {
  if (step.kind === 'read_all') {
    return post('/api/notifications/read-all', request, { up_to: step.upTo })
  }
  const path = `/api/notifications/${step.line.id}`
  switch (step.kind) {
    case 'read':
      return post(`${path}/read`, request, { group: true })
    case 'unread':
      return post(`${path}/unread`, request)
    case 'acknowledge':
      return post(`${path}/ack`, request)
    case 'snooze':
      return post(`${path}/snooze`, request, { until: step.until, group: true })
  }
}

const post = (path: string, request: ChangeRequest, body?: unknown): Promise<unknown> =>
  apiFetch(path, { ...request, method: 'POST', ...(body === undefined ? {} : { body }) })

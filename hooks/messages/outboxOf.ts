import { v7 } from 'uuid'
import type { Message } from '@/lib/domains/messages/contract.ts'
import { browserClock } from '@/lib/realtime/client/clientClock.ts'
import type { LiveClient } from '@/lib/realtime/client/liveClient.ts'
import { apiFetch } from '../apiFetch.ts'
import type { Realtime } from '../RealtimeContext.ts'
import { createOutbox, type Outbox } from './createOutbox.ts'
import { browserQueue } from './queue/browserQueue.ts'

/** One for each connection: what was written goes on while one looks at other pages, and never under another sign-in. */
const outboxes = new WeakMap<LiveClient, Outbox>()

/** An answer that takes longer counts as none, in ms: the other tabs wait for it. */
const ANSWER_MS = 20_000

/** The outbox of this page's connection. Whatever this browser still keeps for the person is on its way from the first call on. */
export function outboxOf({ client, userId }: Pick<Realtime, 'client' | 'userId'>): Outbox {
  const known = outboxes.get(client)
  if (known) return known
  const outbox = createOutbox({
    post: (conversationId, body) =>
      apiFetch<Message>(`/api/messages/conversations/${conversationId}/messages`, {
        method: 'POST',
        body,
        signal: AbortSignal.timeout(ANSWER_MS),
      }),
    status: client.status,
    clock: browserClock,
    newId: v7,
    queue: browserQueue(userId),
  })
  outboxes.set(client, outbox)
  return outbox
}

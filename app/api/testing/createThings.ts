import { v7 as uuidv7 } from 'uuid'
import type { Decision } from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { RequestStanding } from '@/lib/domains/archive/policy.ts'
import type { Audience } from '@/lib/domains/notifications/contract/audience.ts'
import { toColumns } from '@/lib/domains/notifications/server/audienceColumns.ts'
import type { Hospital } from './createHospital.ts'

/** A request that was made for a case, as policies ask about it. */
export interface MadeRequest extends RequestStanding {
  readonly id: string
  readonly crateId: string
}

/** Writes what cases are about, past all that is tested. */
export interface Things {
  crate(unitId: string, more?: { readonly status?: string; readonly label?: string }): Promise<string>
  request(
    of: Partial<RequestStanding> & Pick<RequestStanding, 'unitId' | 'createdById'>,
  ): Promise<MadeRequest>
  comment(request: MadeRequest, authorId: string): Promise<string>
  attachment(request: MadeRequest, uploadedById: string): Promise<string>
  rule(): Promise<string>
  filter(userId: string, name?: string): Promise<string>
  /** With `people` in it; `gone` were, and have left. */
  conversation(of: {
    readonly kind: 'group' | 'direct'
    readonly by: string
    readonly people: readonly string[]
    readonly gone?: readonly string[]
  }): Promise<MadeConversation>
  message(conversationId: string, senderId: string, content?: string): Promise<string>
  /** Null: no message has taken it yet. */
  messageFile(conversationId: string, uploadedById: string, messageId: string | null): Promise<string>
  /** As an admin sends it. Answers its id, and that of what was sent. */
  notification(audience: Audience, by: string): Promise<{ readonly id: string; readonly sendId: string }>
  session(userId: string): Promise<string>
  /** A mail that was given up. */
  delivery(userId: string): Promise<string>
  /** A browser that takes pushes. */
  pushDevice(userId: string): Promise<string>
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
)

/** A write by somebody of whom only the id matters. */
const callOf = (userId: string) => ({
  actor: { userId, sessionId: uuidv7(), name: '', email: '', role: 'clerk' as const, unitId: null },
  idempotency: null,
  stamp: { actorId: userId, sessionId: null, changeId: null, address: null },
})

const HELD: Readonly<Record<string, string>> = { pending: 'requested', sent_back: 'requested' }

/** What crates are while a request stands so. */
const crateStatus = ({ kind, status }: RequestStanding): string => {
  if (status !== 'approved') return HELD[status] ?? 'stored'
  return { withdrawal: 'withdrawn', transfer: 'in_transfer', destruction: 'requested' }[kind]
}

/** A conversation that was made for a case. */
export interface MadeConversation {
  readonly id: string
  readonly kind: 'group' | 'direct'
  readonly by: string
  readonly people: readonly string[]
}

export function createThings({ messages, query }: Pick<Hospital, 'messages' | 'query'>): Things {
  let numbers = 0
  const next = (): number => (numbers += 1)
  const things: Things = {
    async crate(unitId, { status = 'stored', label = 'Charts' } = {}) {
      const [id, number] = [uuidv7(), next()]
      await query(
        `INSERT INTO crates (id, number, number_year, number_seq, unit_id, label, location, status, retain_until, updated_at)
         VALUES ($1, $2, 2000, $3, $4, $5, 'B1', $6::crate_status, '2001-01-01', now())`,
        [id, `CR-2000-${number}`, number, unitId, label, status],
      )
      return id
    },
    async request(of) {
      const standing: RequestStanding = {
        kind: 'withdrawal',
        status: 'pending',
        toUnitId: null,
        releasedById: null,
        ...of,
      }
      const [id, number] = [uuidv7(), next()]
      const { kind, status, unitId, toUnitId, createdById, releasedById } = standing
      const crateId = await things.crate(unitId, { status: crateStatus(standing) })
      await query(
        `INSERT INTO archive_requests (id, kind, number, number_year, number_seq, unit_id, to_unit_id, status, reason,
                                       created_by_id, released_by_id, updated_at)
         VALUES ($1, $2::request_kind, $3, 2000, $4, $5, $6, $7::request_status, 'Needed', $8, $9, now())`,
        [id, kind, `XR-2000-${number}`, number, unitId, toUnitId, status, createdById, releasedById],
      )
      await query(
        `INSERT INTO archive_request_crates (request_id, unit_id, crate_id, label) VALUES ($1, $2, $3, 'Charts')`,
        [id, unitId, crateId],
      )
      return { id, crateId, ...standing }
    },
    async comment({ id: requestId, unitId }, authorId) {
      const id = uuidv7()
      await query(
        `INSERT INTO archive_comments (id, request_id, unit_id, author_id, body) VALUES ($1, $2, $3, $4, 'A word')`,
        [id, requestId, unitId, authorId],
      )
      return id
    },
    async attachment({ id: requestId, unitId }, uploadedById) {
      const id = uuidv7()
      await query(
        `INSERT INTO archive_attachments (id, request_id, unit_id, name, media_type, size, uploaded_by_id)
         VALUES ($1, $2, $3, 'scan.png', 'image/png', 1, $4)`,
        [id, requestId, unitId, uploadedById],
      )
      await query(`INSERT INTO archive_attachment_bytes (attachment_id, bytes) VALUES ($1, '\\x01')`, [id])
      return id
    },
    async rule() {
      const id = uuidv7()
      await query('INSERT INTO retention_rules (id, name, years) VALUES ($1, $2, 10)', [id, `Rule ${next()}`])
      return id
    },
    async filter(userId, name = `Filter ${next()}`) {
      const id = uuidv7()
      await query(
        `INSERT INTO saved_filters (id, user_id, list, name, query) VALUES ($1, $2, 'crates', $3, 'q=x')`,
        [id, userId, name],
      )
      return id
    },
    async conversation({ kind, by, people, gone = [] }) {
      const id = uuidv7()
      await query(
        'INSERT INTO conversations (id, kind, created_by_id) VALUES ($1, $2::conversation_kind, $3)',
        [id, kind, by],
      )
      await query('INSERT INTO conversation_heads (conversation_id) VALUES ($1)', [id])
      for (const userId of [...people, ...gone]) {
        await query(
          `INSERT INTO participants (id, conversation_id, user_id, joined_after, left_at)
           VALUES ($1, $2, $3, 0, CASE WHEN $4 THEN now() END)`,
          [uuidv7(), id, userId, gone.includes(userId)],
        )
      }
      return { id, kind, by, people }
    },
    async message(conversationId, senderId, content = 'A word') {
      const sent = await messages.messages.send(callOf(senderId), conversationId, { content })
      return sent.id
    },
    async messageFile(conversationId, uploadedById, messageId) {
      const { id } = await messages.files.add(callOf(uploadedById), conversationId, {
        name: 'scan.png',
        read: () => Promise.resolve(new Uint8Array(PNG)),
      })
      await query('UPDATE message_attachments SET message_id = $2 WHERE id = $1', [id, messageId])
      return id
    },
    async notification(audience, by) {
      const [id, sendId] = [uuidv7(), uuidv7()]
      const { audienceKind, userId, role, unitId } = toColumns(audience)
      await query(
        `INSERT INTO notifications (id, send_id, type, title, message, audience_kind, user_id, role, unit_id, created_by_id)
         VALUES ($1, $2, 'system', 'Lifts', 'Out until noon', $3::audience_kind, $4, $5::role, $6, $7)`,
        [id, sendId, audienceKind, userId, role, unitId, by],
      )
      return { id, sendId }
    },
    async session(userId) {
      const id = uuidv7()
      await query(
        `INSERT INTO sessions (id, user_id, device, expires_at) VALUES ($1, $2, 'Firefox', now() + interval '1 day')`,
        [id, userId],
      )
      return id
    },
    async delivery(userId) {
      const [id, notificationId] = [uuidv7(), uuidv7()]
      await query(
        `INSERT INTO notifications (id, type, audience_kind, user_id) VALUES ($1, 'request_decided', 'user', $2)`,
        [notificationId, userId],
      )
      await query(
        `INSERT INTO deliveries (id, notification_id, user_id, channel, type, state, attempts)
         VALUES ($1, $2, $3, 'email', 'request_decided', 'dead', 12)`,
        [id, notificationId, userId],
      )
      return id
    },
    async pushDevice(userId) {
      const id = uuidv7()
      await query(
        `INSERT INTO push_subscriptions (id, user_id, session_id, endpoint, p256dh, auth, device)
         VALUES ($1, $2, $3, $4, 'x', 'x', 'Firefox')`,
        [id, userId, await things.session(userId), `https://push.test/${id}`],
      )
      return id
    },
  }
  return things
}

/** Decisions that a request in such a state could take, by whoever may. */
export const DECIDED: readonly {
  readonly kind: RequestStanding['kind']
  readonly status: RequestStanding['status']
  readonly decisions: readonly Decision[]
  /** Who said the first yes. */
  readonly released?: 'asker' | 'other'
}[] = [
  { kind: 'withdrawal', status: 'pending', decisions: ['approve', 'reject', 'send-back', 'cancel'] },
  { kind: 'withdrawal', status: 'sent_back', decisions: ['resubmit', 'cancel'] },
  { kind: 'withdrawal', status: 'approved', decisions: ['return'], released: 'other' },
  { kind: 'transfer', status: 'pending', decisions: ['approve', 'reject', 'send-back', 'cancel'] },
  { kind: 'transfer', status: 'approved', decisions: ['approve', 'reject'], released: 'other' },
  { kind: 'destruction', status: 'pending', decisions: ['approve', 'cancel'] },
  { kind: 'destruction', status: 'approved', decisions: ['approve', 'reject'], released: 'asker' },
  { kind: 'destruction', status: 'approved', decisions: ['approve', 'send-back'], released: 'other' },
]

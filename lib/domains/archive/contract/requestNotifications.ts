import type {
  NotificationDraft,
  NotificationRule,
  RuleEvent,
  RuleOutcome,
} from '../../notifications/contract/notificationRule.ts'
import { requestTopic, type RequestKind, type RequestStatus } from './archiveRequest.ts'

/** What the archive's rules ask about a request. */
export interface RequestFacts {
  readonly id: string
  readonly kind: RequestKind
  readonly status: RequestStatus
  readonly unitId: string
  readonly toUnitId: string | null
  readonly createdById: string
  readonly createdAt: Date
  readonly releasedAt: Date | null
  readonly decidedAt: Date | null
}

/** How far the clocks of server and database may differ. */
const SAME_ACT_MS = 5 * 60_000
/** What is older when it is first told was brought in from elsewhere, and is no news. */
const NEWS_MS = 24 * 3_600_000

const isOf = (event: RuleEvent, at: Date | null): boolean =>
  at !== null && Math.abs(event.at.getTime() - at.getTime()) <= SAME_ACT_MS

type Told = Pick<NotificationDraft, 'type' | 'severity' | 'audience' | 'occasion'>

function draft(facts: RequestFacts, told: Told, parameters: NotificationDraft['parameters'] = {}) {
  return {
    ...told,
    topic: requestTopic(facts.id),
    subject: { entity: facts.kind, id: facts.id },
    parameters: { kind: facts.kind, ...parameters },
    groupKey: told.type,
    link: `/archive/requests/${facts.id}`,
  }
}

/** To the managers who decide on it. Nobody decides on what they did themselves: whoever did it is not told. */
const waiting = (facts: RequestFacts, occasion: string, parameters = {}): NotificationDraft =>
  draft(
    facts,
    {
      type: 'request_waiting',
      severity: 'info',
      audience: { kind: 'role', role: 'manager', unit_id: facts.unitId },
      occasion,
    },
    parameters,
  )

const toCreator = (
  facts: RequestFacts,
  told: Pick<Told, 'type' | 'severity' | 'occasion'>,
  status: string,
): NotificationDraft =>
  draft(facts, { ...told, audience: { kind: 'user', user_id: facts.createdById } }, { status })

const ended = (facts: RequestFacts) => [{ type: 'request_waiting', subjectId: facts.id }] as const

/** A request that was made, or that was put right after it came back. */
function judgeRequest(event: RuleEvent, facts: RequestFacts): RuleOutcome {
  const { status } = event.data
  if (event.action === 'created') {
    const isNews = event.at.getTime() - facts.createdAt.getTime() < NEWS_MS
    return status === 'pending' && isNews ? { tell: [waiting(facts, `${facts.id} made`)] } : {}
  }
  if (status === 'approved' && isOf(event, facts.releasedAt)) return released(event, facts)
  if (status === 'sent_back') return { end: ended(facts) }
  const isClosed = status === 'completed' || status === 'rejected' || status === 'cancelled'
  return isClosed && isOf(event, facts.decidedAt) ? closed(facts, status) : {}
}

/** The first yes: for a withdrawal it is the decision; a transfer is on its way; a destruction waits for the second. */
function released(event: RuleEvent, facts: RequestFacts): RuleOutcome {
  const occasion = `${facts.id} approved ${facts.releasedAt?.toISOString() ?? ''}`
  const tell = [
    toCreator(facts, { type: 'request_decided', severity: 'success', occasion }, 'approved'),
    ...(facts.kind === 'destruction' ? [waiting(facts, `${occasion} second`, { second: true })] : []),
    ...(facts.kind === 'transfer' && facts.toUnitId !== null
      ? [
          draft(facts, {
            type: 'transfer_incoming',
            severity: 'info',
            audience: { kind: 'unit', unit_id: facts.toUnitId },
            occasion,
          }),
        ]
      : []),
  ]
  return { end: ended(facts), tell }
}

function closed(facts: RequestFacts, status: 'completed' | 'rejected' | 'cancelled'): RuleOutcome {
  const end = [...ended(facts), { type: 'transfer_incoming', subjectId: facts.id } as const]
  // That crates came back is no decision on having them.
  if (facts.kind === 'withdrawal' && status === 'completed') return { end }
  const severity = status === 'completed' ? 'success' : 'warning'
  const occasion = `${facts.id} ${status}`
  return { end, tell: [toCreator(facts, { type: 'request_decided', severity, occasion }, status)] }
}

function judgeSendBack(event: RuleEvent, facts: RequestFacts): RuleOutcome {
  const id = String(event.data['id'])
  if (event.action === 'created') {
    const told = { type: 'request_sent_back', severity: 'warning', occasion: id } as const
    return { tell: [toCreator(facts, told, 'sent_back')] }
  }
  // It also follows its request to where that is to go, and is not answered by that.
  const isAnswered = event.action === 'updated' && facts.status !== 'sent_back'
  return isAnswered ? { tell: [waiting(facts, `${id} answered`)] } : {}
}

/** Who is told what of requests. */
export const requestNotifications: readonly NotificationRule<RequestFacts>[] = [
  {
    name: 'archive.request',
    topicKind: 'item',
    entities: ['withdrawal', 'destruction', 'transfer'],
    judge: judgeRequest,
  },
  { name: 'archive.sendback', topicKind: 'item', entities: ['sendback'], judge: judgeSendBack },
]

import { parseTopic } from '../protocol/topic.ts'
import { mergeBulk, type Candidate } from './mergeBulk.ts'
import type { CapturedChange, CapturedRow, LiveDomain, LiveModel } from './liveDomain.ts'
import type { DeadLetter, RoutedChanges } from './relayStore.ts'
import { resetsFor } from './resetsFor.ts'

/** A change of a model that this version does not know: a newer version must relay it. */
export class UnknownModelError extends Error {
  readonly model: string

  constructor(model: string) {
    super(`No domain of this version declares the live model ${model}.`)
    this.name = 'UnknownModelError'
    this.model = model
  }
}

/**
 * Turns captured changes into events, in order, by what the domains declare. A change whose routing throws becomes a
 * dead letter, and the topics that it may have meant are reset. Throws `UnknownModelError` before anything is lost.
 */
export function createRouter(
  domains: readonly Pick<LiveDomain, 'models' | 'topics' | 'name'>[],
): (changes: readonly CapturedChange[]) => RoutedChanges {
  const owners = new Map(
    domains.flatMap((domain) =>
      Object.entries(domain.models).map(([name, model]) => [name, { model, domain }] as const),
    ),
  )

  return (changes) => {
    const candidates: Candidate[] = []
    const deadLetters: DeadLetter[] = []
    for (const change of changes) {
      const owner = owners.get(change.model)
      if (owner === undefined) throw new UnknownModelError(change.model)
      try {
        candidates.push(...routeChange(owner.model, change))
      } catch (error) {
        deadLetters.push({ change, error: error instanceof Error ? error.message : String(error) })
        candidates.push(...resetsFor(owner.domain, owner.model, change))
      }
    }
    return { events: mergeBulk(candidates), deadLetters }
  }
}

/**
 * The moves rule, per topic of the row before and after: only before → deleted, with what the row was; only after →
 * created; both → updated. What is taken away comes first.
 */
function routeChange(model: LiveModel, change: CapturedChange): Candidate[] {
  const { before, after } = change
  const sameRow = before === null || after === null || before.id === after.id
  const left = before === null ? [] : topicsOf(model, before)
  const entered = after === null ? [] : topicsOf(model, after)
  const stays = (topic: string): boolean => sameRow && left.includes(topic) && entered.includes(topic)

  const events: Candidate[] = []
  if (before !== null) {
    for (const topic of left.filter((topic) => !stays(topic))) {
      events.push(eventOf(model, change, { topic, action: 'deleted', row: before }))
    }
  }
  if (after !== null) {
    for (const topic of entered) {
      const action = stays(topic) ? 'updated' : 'created'
      events.push(eventOf(model, change, { topic, action, row: after }))
    }
  }
  return carryRevocation(model, change, events)
}

/** The first event of the change carries what it revokes, so that nothing of the change comes before that. */
function carryRevocation(model: LiveModel, change: CapturedChange, events: Candidate[]): Candidate[] {
  const revocation = model.revokes?.(change.before, change.after) ?? null
  if (revocation === null) return events
  const [first, ...rest] = events
  if (first === undefined) throw new Error(`${change.model} revokes rights, but has no topic to say it in`)
  return [{ ...first, revocation }, ...rest]
}

function eventOf(
  model: LiveModel,
  change: CapturedChange,
  event: { topic: string; action: Candidate['action']; row: CapturedRow },
): Candidate {
  const { row } = event
  const signals = Object.entries(model.signal).map(([key, field]) => [key, row[field] ?? null] as const)
  return {
    topic: event.topic,
    kind: 'data',
    entity: typeof model.entity === 'string' ? model.entity : model.entity(row),
    action: event.action,
    data: { id: row.id, ...Object.fromEntries(signals) },
    timestamp: change.timestamp,
    changeId: change.changeId,
    actorId: change.actorId,
    revocation: null,
    expander: event.action === 'deleted' ? null : (model.expander ?? null),
  }
}

/** The row's topics, each once. Throws where the capture lacks a declared field or a topic is none. */
function topicsOf(model: LiveModel, row: CapturedRow): string[] {
  for (const field of [...model.route, ...Object.values(model.signal)]) {
    if (!Object.hasOwn(row, field)) throw new Error(`the capture lacks ${field}`)
  }
  const topics = [...new Set(model.topics(row))]
  for (const topic of topics) {
    if (parseTopic(topic) === null) throw new Error('the domain named something that is no topic')
  }
  return topics
}

import { matchQuery, type Query, type QueryCache } from '@tanstack/react-query'
import type {
  LiveContract,
  LiveEffect,
  LiveKey,
  PatchEffect,
  TakeEffect,
} from '@/lib/realtime/client/liveContract.ts'
import type { LiveEvent } from '@/lib/realtime/client/liveEvent.ts'
import { parseTopic } from '@/lib/realtime/protocol/topic.ts'
import { reads } from './queryTopics.ts'

/** What an event does to the cache, one call each. */
export interface CacheOperations {
  refetch(query: Query, spreadMs: number, restMs: number): void
  patch(effect: PatchEffect, id: string, queries: readonly Query[]): void
  take(effect: TakeEffect, event: LiveEvent, query: Query): void
}

/**
 * Applies an event: finds the queries that read its topic and that the contracts' effects name, and says what is to be done to each.
 * An entity that no contract knows touches every query of the topic. `skip` leaves queries out (own changes).
 */
export function applyLiveEvent(
  event: LiveEvent,
  o: {
    readonly contracts: readonly LiveContract[]
    readonly cache: QueryCache
    readonly operations: CacheOperations
    readonly skip?: (query: Query) => boolean
  },
): void {
  const queries = o.cache.getAll().filter((query) => reads(query, event.topic) && !o.skip?.(query))
  if (queries.length === 0) return
  const spreadMs = spreadOf(event.topic, o.contracts)
  const effects = effectsOf(event, o.contracts)
  /** With the shortest rest that an effect asks for. */
  const refetched = new Map<Query, number>(effects ? [] : queries.map((query) => [query, 0]))
  const patches: [effect: PatchEffect, queries: readonly Query[]][] = []
  const takes: [effect: TakeEffect, queries: readonly Query[]][] = []

  for (const effect of effects ?? []) {
    const touched = queries.filter((query) => isNamed(query, effect, event))
    if (effect.kind === 'invalidate' || event.id === null) {
      const restMs = (effect.kind === 'invalidate' && effect.restMs) || 0
      for (const query of touched) refetched.set(query, Math.min(restMs, refetched.get(query) ?? restMs))
    } else if (effect.kind === 'take') takes.push([effect, touched])
    else if (touched.length > 0) patches.push([effect, touched])
  }
  for (const [query, restMs] of refetched) o.operations.refetch(query, spreadMs, restMs)
  for (const [effect, touched] of takes) {
    for (const query of touched) if (!refetched.has(query)) o.operations.take(effect, event, query)
  }
  for (const [effect, touched] of patches) {
    const patched = touched.filter((query) => !refetched.has(query))
    if (patched.length > 0 && event.id !== null) o.operations.patch(effect, event.id, patched)
  }
}

/** Null when no contract knows the entity. */
function effectsOf(event: LiveEvent, contracts: readonly LiveContract[]): readonly LiveEffect[] | null {
  const known = contracts.filter(({ effects }) => Object.hasOwn(effects, event.entity))
  return known.length === 0 ? null : known.flatMap(({ effects }) => effects[event.entity] ?? [])
}

function isNamed(query: Query, effect: LiveEffect, event: LiveEvent): boolean {
  if (effect.kind === 'invalidate') {
    if (effect.actions && !effect.actions.includes(event.action)) return false
  }
  if (effect.kind !== 'patch') {
    return effect.keys(event).some((key) => matchQuery({ queryKey: upToNull(key) }, query))
  }
  if (effect.lists.some(({ key }) => matchQuery({ queryKey: key }, query))) return true
  return effect.details.some((key) => {
    if (event.id !== null) return matchQuery({ queryKey: key(event.id), exact: true }, query)
    return matchQuery({ queryKey: prefixOf(key) }, query)
  })
}

/** What the keys of all details have in common: everything before the id. */
function prefixOf(key: (id: string) => LiveKey): LiveKey {
  const probe = '\u0000id'
  const whole = key(probe)
  const at = whole.indexOf(probe)
  return at === -1 ? whole : whole.slice(0, at)
}

function upToNull(key: LiveKey): LiveKey {
  const at = key.indexOf(null)
  return at === -1 ? key : key.slice(0, at)
}

function spreadOf(topic: string, contracts: readonly LiveContract[]): number {
  const kind = parseTopic(topic)?.kind
  return kind === undefined ? 0 : Math.max(0, ...contracts.map(({ spreadMs }) => spreadMs?.[kind] ?? 0))
}

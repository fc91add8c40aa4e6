import { hashKey, type Query, type QueryClient } from '@tanstack/react-query'
import { v7 } from 'uuid'
import type { ClientClock } from '@/lib/realtime/client/clientClock.ts'
import type { LiveClient, TopicChange } from '@/lib/realtime/client/liveClient.ts'
import type { LiveContract, LoadJson } from '@/lib/realtime/client/liveContract.ts'
import type { LiveEvent } from '@/lib/realtime/client/liveEvent.ts'
import type { Covered } from '../useLiveMutation.ts'
import { applyLiveEvent } from './applyLiveEvent.ts'
import type { LiveCache } from './liveCache.ts'
import { createOwnChanges } from './ownChanges.ts'
import { createPatchQueue } from './patchQueue.ts'
import { createPositionGate } from './positionGate.ts'
import { queryTopics, reads } from './queryTopics.ts'
import { createRefetchQueue } from './refetchQueue.ts'

/** After an own change, in ms: its event has come by then, on whichever process the next read is answered. */
const OWN_CHANGE_MS = 5_000

/** Ties a live client to TanStack Query: after any events, what the cache shows equals a fresh fetch. */
export function createLiveCache(o: {
  readonly client: LiveClient
  readonly queryClient: QueryClient
  readonly contracts: readonly LiveContract[]
  readonly load: LoadJson
  readonly clock: ClientClock
  readonly random: () => number
}): LiveCache {
  const { client, queryClient, contracts, clock, random, load } = o
  const cache = queryClient.getQueryCache()
  const refetches = createRefetchQueue({ cache, clock, random })
  const patches = createPatchQueue({ queryClient, refetches, load, heard, clock })
  const gate = createPositionGate(client)
  const own = createOwnChanges()
  /** Of each change under way: queries that events have touched since it was sent. */
  const underWay = new Set<Set<string>>()

  /** Of the last own change; infinite while one is under way. */
  let changedAt = -Infinity

  /** Whoever has just changed something knows more than they have heard: they are given nothing that others were answered. */
  function heard(topics: readonly string[]): string | null {
    return clock.now() - changedAt < OWN_CHANGE_MS ? null : client.heard(topics)
  }

  function apply(event: LiveEvent) {
    applyLiveEvent(event, {
      contracts,
      cache,
      operations: {
        refetch(query, spreadMs, restMs) {
          note(query)
          refetches.touch(query, spreadMs, restMs)
        },
        patch(effect, id, queries) {
          queries.forEach(note)
          patches.add(effect, id, queries)
        },
        take(effect, event, query) {
          note(query)
          const { data, fetchStatus, isInvalidated } = query.state
          const isSettled = data !== undefined && fetchStatus === 'idle' && !isInvalidated
          const next = isSettled ? effect.put(data, event) : undefined
          if (next === undefined) refetches.touch(query)
          else if (next !== data) queryClient.setQueryData(query.queryKey, next)
        },
      },
      skip: (query) => own.covers(event, query.queryHash),
    })
  }

  function note({ queryHash }: Query) {
    for (const touched of underWay) touched.add(queryHash)
  }

  function followTopic(change: TopicChange) {
    for (const query of cache.getAll()) {
      if (!reads(query, change.topic)) continue
      if (change.kind === 'dropped') query.invalidate()
      else if (
        change.kind === 'lost'
          ? !gate.isWaiting(query)
          : !gate.isCurrent(query, change.topic, change.generation)
      ) {
        refetches.touch(query)
      }
    }
  }

  /** What failed while the server was away is tried again when it is back. */
  function followStatus() {
    const { state } = client.status.get()
    if (state !== 'live' && state !== 'polling') return
    for (const query of cache.getAll()) {
      if (queryTopics(query).length > 0 && query.state.error && query.isActive()) refetches.touch(query)
    }
  }

  /** Somebody else's change may have come in between: then the answer is no longer the whole truth. */
  function put([key, data]: Covered, touched: ReadonlySet<string>): string {
    const hash = hashKey(key)
    if (!isNewer(cache.get(hash)?.state.data, data)) queryClient.setQueryData(key, data)
    const query: Query | undefined = cache.get(hash)
    if (query && !isHeard(query)) query.invalidate()
    else if (query && (touched.has(hash) || query.state.fetchStatus !== 'idle')) refetches.touch(query)
    return hash
  }

  /** What nobody hears of grows old at once: it is shown when it is opened, and fetched then. */
  function isHeard(query: Query): boolean {
    const topics = queryTopics(query)
    return topics.length > 0 && topics.every((topic) => client.generation(topic) !== null)
  }

  return {
    async read({ key, topics, signal }, fetch) {
      await gate.enter(hashKey(key), topics, signal)
      return fetch({ signal, heard: heard(topics) })
    },
    async change(send, covers) {
      const changeId = v7()
      changedAt = Infinity
      const touched = new Set<string>()
      own.begin(changeId)
      underWay.add(touched)
      let covered: ReadonlySet<string> = new Set()
      try {
        const answer = await send(changeId)
        covered = new Set(covers(answer).map((each) => put(each, touched)))
        return answer
      } finally {
        underWay.delete(touched)
        if (underWay.size === 0) changedAt = clock.now()
        own.settle(changeId, covered).forEach(apply)
        client.look()
      }
    },
    attach() {
      const undo = [
        cache.subscribe((event) => {
          gate.observe(event)
          refetches.observe(event)
        }),
        client.onEvent((event) => {
          if (!own.hold(event)) apply(event)
        }),
        client.onTopicChange(followTopic),
        client.status.watch(followStatus),
      ]
      return () => {
        undo.forEach((stop) => stop())
        refetches.close()
      }
    },
  }
}

/** Whether what is cached is a later version than the answer. */
function isNewer(cached: unknown, answer: unknown): boolean {
  const [have, got] = [versionOf(cached), versionOf(answer)]
  return have !== null && got !== null && have > got
}

function versionOf(data: unknown): number | null {
  if (typeof data !== 'object' || data === null || !('version' in data)) return null
  return typeof data.version === 'number' ? data.version : null
}

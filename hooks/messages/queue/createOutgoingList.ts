import type { Watchable } from '@/lib/realtime/client/liveClient.ts'
import { fromKept, toKept, type Outgoing } from './outgoing.ts'
import type { QueuePorts } from './queuePorts.ts'

/** The messages on their way, as this page shows them; with a queue the same in all tabs, and kept. */
export interface OutgoingList {
  of(conversationId: string): Watchable<readonly Outgoing[]>
  find(id: string): Outgoing | undefined
  /** In the order in which they were written. */
  waiting(): readonly Outgoing[]
  /** Shows it at once; resolves once it is kept, or cannot be. */
  add(outgoing: Outgoing): Promise<void>
  /** Here only. */
  change(id: string, to: Partial<Outgoing>): void
  /** For all tabs. */
  keep(id: string, to: Partial<Outgoing>): Promise<void>
  /** It is there: nothing is kept of it, and it shows until the history has it. */
  sent(id: string): Promise<void>
  remove(ids: readonly string[]): Promise<void>
  /** Takes over what other tabs have changed. */
  look(): Promise<void>
  /** Signed out: nothing is shown or kept any more. */
  close(): void
}

const NOTHING: readonly Outgoing[] = []
const byAge = (one: Outgoing, other: Outgoing): number => (one.id < other.id ? -1 : 1)

export function createOutgoingList(queue: QueuePorts | null): OutgoingList {
  let all = NOTHING
  let isClosed = false
  /** What this page did to what is kept: a look that began before it is of the past. */
  let acts = 0
  const shown = new Map<string, readonly Outgoing[]>()
  const listeners = new Set<() => void>()
  // Whoever has signed out touches nothing that is kept.
  const store = createOrderedStore(() => (isClosed ? null : queue))

  function set(next: readonly Outgoing[]) {
    all = isClosed ? NOTHING : next
    shown.clear()
    for (const tell of listeners) tell()
  }
  const find = (id: string) => all.find((each) => each.id === id)
  const change = (id: string, to: Partial<Outgoing>) =>
    set(all.map((each) => (each.id === id ? { ...each, ...to } : each)))

  return {
    of: (conversationId) => ({
      get() {
        const known = shown.get(conversationId)
        if (known) return known
        const found = all.filter((each) => each.conversationId === conversationId)
        const own = found.length === 0 ? NOTHING : found
        shown.set(conversationId, own)
        return own
      },
      watch(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }),
    find,
    waiting: () => all.filter(({ state }) => state === 'waiting'),
    async add(outgoing) {
      acts += 1
      set([...all, outgoing])
      const isKept = await store.put(outgoing)
      if (isKept !== outgoing.isKept) change(outgoing.id, { isKept })
    },
    change,
    async keep(id, to) {
      acts += 1
      change(id, to)
      const changed = find(id)
      if (changed?.isKept) await store.replace(changed)
    },
    async sent(id) {
      acts += 1
      change(id, { state: 'sent' })
      await store.remove([id], { kind: 'sent', id })
    },
    async remove(ids) {
      if (ids.length === 0) return
      acts += 1
      const kept = all.filter(({ id, state, isKept }) => isKept && state !== 'sent' && ids.includes(id))
      set(all.filter(({ id }) => !ids.includes(id)))
      if (kept.length > 0)
        await store.remove(
          kept.map(({ id }) => id),
          { kind: 'changed' },
        )
    },
    async look() {
      let [before, kept] = [acts, await store.list()]
      while (before !== acts) [before, kept] = [acts, await store.list()]
      if (kept === null) return
      const known = new Map(all.map((each) => [each.id, each]))
      const isBusy = ({ state }: Outgoing) => state === 'sending' || state === 'sent'
      const own = all.filter((each) => !each.isKept || isBusy(each))
      const others = kept.filter(({ id }) => !own.some((each) => each.id === id))
      const next = [...own, ...others.map((each) => sameAs(known.get(each.id), each))].toSorted(byAge)
      if (next.length !== all.length || next.some((each, place) => each !== all[place])) set(next)
    },
    close() {
      isClosed = true
      set(NOTHING)
    },
  }
}

/** What has not changed stays the same object. */
const sameAs = (known: Outgoing | undefined, kept: Outgoing): Outgoing =>
  known?.state === kept.state && (kept.state === 'waiting' || known.problem === kept.problem) ? known : kept

/** The queue's store, one thing after the other in the order in which it was asked for. Where it fails, nothing is kept. */
function createOrderedStore(open: () => QueuePorts | null) {
  let last: Promise<unknown> = Promise.resolve()
  function next<T>(act: (ports: QueuePorts) => Promise<T>, otherwise: T): Promise<T> {
    const done = last
      .then(() => {
        const queue = open()
        return queue === null ? otherwise : act(queue)
      })
      .catch(() => otherwise)
    last = done
    return done
  }
  return {
    list: () =>
      next<Outgoing[] | null>(
        async ({ store }) =>
          (await store.list('message')).flatMap(({ id, value }) => fromKept(id, value) ?? []),
        null,
      ),
    put: (outgoing: Outgoing) =>
      next(async ({ store, tell }) => {
        await store.put('message', outgoing.id, toKept(outgoing))
        tell({ kind: 'changed' })
        return true
      }, false),
    replace: (outgoing: Outgoing) =>
      next(async ({ store, tell }) => {
        await store.replace('message', outgoing.id, toKept(outgoing))
        tell({ kind: 'changed' })
      }, undefined),
    remove: (ids: readonly string[], word: Parameters<QueuePorts['tell']>[0]) =>
      next(async ({ store, tell }) => {
        for (const id of ids) await store.remove('message', id)
        tell(word)
      }, undefined),
  }
}

import { expect, test, vi } from 'vitest'
import { createFakeClock } from '../testing/fakeClock.ts'
import type { LogBatch } from './logEntry.ts'
import { noMetrics } from './realtimeMetrics.ts'
import { createRelay } from './relay.ts'
import type { RelayLease, RelayStore } from './relayStore.ts'
import { UnknownModelError } from './routeChanges.ts'

const logger = { debug() {}, info() {}, warn() {}, error() {} }
const entry = (position: number) => ({ position }) as LogBatch['entries'][number]
const batchOf = (position: number): LogBatch => ({ epoch: 'e', entries: [entry(position)] })

/** A store whose every `moveBatch` waits for the test's answer. */
function scriptedStore() {
  const moves: { resolve: (batch: LogBatch | null) => void; reject: (error: Error) => void }[] = []
  const events: string[] = []
  let held = false
  const lease: RelayLease = {
    moveBatch: () => new Promise((resolve, reject) => moves.push({ resolve, reject })),
    release: async () => {
      held = false
      events.push('released')
    },
  }
  const store: RelayStore = {
    acquire: async () => {
      events.push('asked')
      if (held) return null
      held = true
      return lease
    },
  }
  const next = async () => {
    await vi.waitFor(() => expect(moves.length).toBeGreaterThan(0))
    const move = moves.shift()
    if (move === undefined) throw new Error('unreachable')
    return move
  }
  return { store, events, moves, next, hold: (value: boolean) => (held = value) }
}

function start(script = scriptedStore()) {
  const clock = createFakeClock()
  const published: LogBatch[] = []
  const relay = createRelay({
    store: script.store,
    route: () => ({ events: [], deadLetters: [] }),
    publish: (batch) => published.push(batch),
    clock,
    logger,
    metrics: noMetrics,
  })
  return { ...script, clock, published, relay }
}

test('[RLY-9] a batch is published once it is committed, not before', async () => {
  const t = start()
  const move = await t.next()
  expect(t.published).toEqual([])
  move.resolve(batchOf(1))
  await vi.waitFor(() => expect(t.published).toEqual([batchOf(1)]))
  ;(await t.next()).resolve(null)
  await t.relay.close()
})

test('[RLY-8] an empty outbox is looked at again after a nudge, or 250 ms', async () => {
  const t = start()
  ;(await t.next()).resolve(null)
  await new Promise(setImmediate)
  t.relay.nudge()
  ;(await t.next()).resolve(null)
  await new Promise(setImmediate)
  expect(t.moves).toHaveLength(0)
  t.clock.advance(249)
  await new Promise(setImmediate)
  expect(t.moves).toHaveLength(0)
  t.clock.advance(1)
  ;(await t.next()).resolve(null)
  await t.relay.close()
})

test('[RLY-8] a nudge while a batch is on its way is not lost', async () => {
  const t = start()
  const move = await t.next()
  t.relay.nudge()
  move.resolve(null)
  ;(await t.next()).resolve(null)
  await t.relay.close()
})

test('[RLY-2] a lost lease is given back and asked for again after half a second', async () => {
  const t = start()
  ;(await t.next()).reject(new Error('connection lost'))
  await vi.waitFor(() => expect(t.events).toEqual(['asked', 'released']))
  expect(t.relay.state).toBe('failing')
  await new Promise(setImmediate)
  t.clock.advance(500)
  await t.next().then((move) => move.resolve(null))
  expect(t.relay.state).toBe('working')
  await t.relay.close()
})

test('[RLY-7] a change of an unknown model makes it stand back for five seconds', async () => {
  const t = start()
  ;(await t.next()).reject(new UnknownModelError('Newer'))
  await vi.waitFor(() => expect(t.events).toEqual(['asked', 'released']))
  await new Promise(setImmediate)
  t.relay.nudge()
  t.clock.advance(4_999)
  await new Promise(setImmediate)
  expect(t.events).toEqual(['asked', 'released'])
  t.clock.advance(1)
  await vi.waitFor(() => expect(t.events).toEqual(['asked', 'released', 'asked']))
  ;(await t.next()).resolve(null)
  await t.relay.close()
})

test('[RLY-2] while another process relays, it asks twice a second', async () => {
  const script = scriptedStore()
  script.hold(true)
  const t = start(script)
  await vi.waitFor(() => expect(t.relay.state).toBe('waiting'))
  await new Promise(setImmediate)
  t.clock.advance(500)
  await vi.waitFor(() => expect(t.events).toEqual(['asked', 'asked']))
  await t.relay.close()
  expect(t.relay.state).toBe('closed')
})

test('a listener of batches that throws does not stop it', async () => {
  const script = scriptedStore()
  const relay = createRelay({
    store: script.store,
    route: () => ({ events: [], deadLetters: [] }),
    publish: () => {
      throw new Error('no')
    },
    clock: createFakeClock(),
    logger,
    metrics: noMetrics,
  })
  ;(await script.next()).resolve(batchOf(1))
  ;(await script.next()).resolve(null)
  expect(relay.state).toBe('working')
  await relay.close()
})

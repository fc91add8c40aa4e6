import { describe, expect, test } from 'vitest'
import type { SessionState } from './credentials.ts'
import { createClientUnderTest, crateUpdate } from './testing/createClientUnderTest.ts'

const TOPIC = 'unit:1'

/** What plain HTTP answers: heads by topic, and what is refused. */
function createHeads() {
  const http = {
    epoch: 'e1',
    heads: { [TOPIC]: 5 } as Record<string, number>,
    refused: new Set<string>(),
    answer: 'heads' as 'heads' | 'signed_out' | 'unreachable',
    asked: [] as (readonly string[])[],
    gate: Promise.resolve() as Promise<void>,
    readHeads: async (topics: readonly string[]) => {
      http.asked.push(topics)
      const { answer, epoch } = http
      const readable = topics.filter((topic) => !http.refused.has(topic))
      const heads = Object.fromEntries(readable.map((topic) => [topic, http.heads[topic] ?? 0]))
      await http.gate
      if (answer === 'signed_out') return answer
      if (answer === 'unreachable') throw new Error('no answer')
      return { epoch, heads, refused: topics.filter((topic) => http.refused.has(topic)) }
    },
  }
  return http
}

/** Sockets are switched off. `random` is 0.5: exactly every 10 s. */
async function polling() {
  const http = createHeads()
  const it = createClientUnderTest({ readHeads: http.readHeads, isSocketless: true, random: () => 0.5 })
  it.client.subscribe(TOPIC)
  it.client.start()
  await it.clock.advance(0)
  return { it, http }
}

/** Upgrades fail while HTTP works. */
async function blocked() {
  const http = createHeads()
  const it = createClientUnderTest({ readHeads: http.readHeads })
  it.session = 'signed_in'
  it.client.subscribe(TOPIC)
  it.client.start()
  await it.clock.advance(0)
  for (let failure = 1; failure <= 3; failure += 1) {
    expect(it.client.status.get().state).not.toBe('polling')
    it.server.socket.close(1006)
    if (failure < 3) await it.clock.advance(500)
  }
  await it.clock.advance(0)
  return { it, http }
}

const restarts = (it: Awaited<ReturnType<typeof polling>>['it']) =>
  it.changes.filter(({ kind }) => kind === 'restarted').length

describe('without sockets', () => {
  test('[CLI-11] polls from the start, opens no socket, and says so', async () => {
    const { it, http } = await polling()
    expect(it.client.status.get()).toMatchObject({ state: 'polling', retryAt: null })
    expect(it.server.sockets).toHaveLength(0)
    expect(http.asked).toEqual([[TOPIC]])
    expect(it.changes).toEqual([{ kind: 'restarted', topic: TOPIC, generation: 1 }])
    expect(await it.client.whenPositioned([TOPIC], { timeoutMs: 1 })).toBe(true)
    await it.clock.advance(600_000)
    expect(it.server.sockets).toHaveLength(0)
  })

  test('[CLI-11] a head that has moved begins a new run of its topic, one that has not does nothing', async () => {
    const { it, http } = await polling()
    await it.clock.advance(9_999)
    expect(http.asked).toHaveLength(1)
    await it.clock.advance(1)
    expect([http.asked.length, restarts(it)]).toEqual([2, 1])
    http.heads[TOPIC] = 7
    await it.clock.advance(10_000)
    expect(it.changes.at(-1)).toEqual({ kind: 'restarted', topic: TOPIC, generation: 2 })
    await it.clock.advance(10_000)
    expect(restarts(it)).toBe(2)
  })

  test('[CLI-11] another epoch begins a new run, whatever the head', async () => {
    const { it, http } = await polling()
    Object.assign(http, { epoch: 'e2', heads: { [TOPIC]: 1 } })
    await it.clock.advance(10_000)
    expect(restarts(it)).toBe(2)
  })

  test('[CLI-11] pages do not look in step', async () => {
    const rhythms = await Promise.all(
      [0, 0.999].map(async (random) => {
        const http = createHeads()
        const it = createClientUnderTest({ ...http, isSocketless: true, random: () => random })
        it.client.start()
        await it.clock.advance(9_100)
        return http.asked.length
      }),
    )
    expect(rhythms).toEqual([2, 1])
  })

  test('[CLI-11] looks at once when the page is looked at, after an own write and for a new topic', async () => {
    const { it, http } = await polling()
    const looksAfter = async (act: () => void) => {
      const before = http.asked.length
      act()
      await it.clock.advance(0)
      return http.asked.length - before
    }
    expect(await looksAfter(() => it.page.wake('visible'))).toBe(1)
    expect(await looksAfter(() => it.page.wake('focused'))).toBe(1)
    expect(await looksAfter(() => it.page.wake('used'))).toBe(0)
    expect(await looksAfter(() => it.client.look())).toBe(1)
    const several = () => ['item:a:1', 'item:a:2', 'item:a:3'].forEach((topic) => it.client.subscribe(topic))
    expect(await looksAfter(several)).toBe(1)
    expect(http.asked.at(-1)).toEqual([TOPIC, 'item:a:1', 'item:a:2', 'item:a:3'])
    expect(it.client.generation('item:a:3')).not.toBeNull()
  })

  test('[CLI-11] a write during a look has it look again, since that one may have been too early', async () => {
    const { it, http } = await polling()
    let release = (): void => undefined
    http.gate = new Promise((resolve) => {
      release = resolve
    })
    it.client.look()
    await it.clock.advance(0)
    http.heads[TOPIC] = 6
    it.client.look()
    expect(http.asked).toHaveLength(2)
    release()
    await it.clock.advance(0)
    expect([http.asked.length, restarts(it)]).toEqual([3, 2])
  })

  test('[CLI-11] a topic that is refused is lost, once, and comes back with the right', async () => {
    const { it, http } = await polling()
    http.refused.add(TOPIC)
    await it.clock.advance(20_000)
    expect(it.changes.filter(({ kind }) => kind === 'lost')).toHaveLength(1)
    expect(it.client.generation(TOPIC)).toBeNull()
    expect(await it.client.whenPositioned([TOPIC], { timeoutMs: 60_000 })).toBe(false)
    http.refused.clear()
    await it.clock.advance(10_000)
    expect(it.client.generation(TOPIC)).not.toBeNull()
  })

  test('[CLI-11] one look that fails is none; two say Offline, as of the last good one, until one succeeds', async () => {
    const { it, http } = await polling()
    await it.clock.advance(10_000)
    const lastGood = it.clock.now()
    http.answer = 'unreachable'
    await it.clock.advance(10_000)
    expect(it.client.status.get().state).toBe('polling')
    await it.clock.advance(10_000)
    expect(it.client.status.get()).toMatchObject({ state: 'offline', reason: 'unreachable', since: lastGood })
    http.answer = 'heads'
    http.heads[TOPIC] = 9
    await it.clock.advance(10_000)
    expect(it.client.status.get().state).toBe('polling')
    expect(restarts(it)).toBe(2)
  })

  test('[CLI-11] the end of the session ends it', async () => {
    const { it, http } = await polling()
    http.answer = 'signed_out'
    await it.clock.advance(10_000)
    expect(it.client.status.get().state).toBe('signed_out')
    const { length } = http.asked
    await it.clock.advance(60_000)
    expect(http.asked).toHaveLength(length)
    expect(it.clock.waiting).toBe(0)
  })

  test('[CLI-11] a closed client asks nothing, and an answer under way says nothing any more', async () => {
    const { it, http } = await polling()
    let release = (): void => undefined
    http.gate = new Promise((resolve) => {
      release = resolve
    })
    http.heads[TOPIC] = 6
    it.client.look()
    it.client.close()
    release()
    await it.clock.advance(60_000)
    expect([http.asked.length, restarts(it)]).toEqual([2, 1])
    it.client.start()
    await it.clock.advance(0)
    expect([http.asked.length, restarts(it)]).toEqual([3, 2])
  })
})

describe('where upgrades are blocked', () => {
  test('[CLI-11] polls after three failures while HTTP works, and tries a socket again now and then', async () => {
    const { it, http } = await blocked()
    expect(it.client.status.get()).toMatchObject({ state: 'polling', retryAt: it.clock.now() + 30_000 })
    expect(it.changes).toEqual([{ kind: 'restarted', topic: TOPIC, generation: 1 }])
    await it.clock.advance(29_999)
    expect(it.server.sockets).toHaveLength(3)
    await it.clock.advance(1)
    expect(it.server.sockets).toHaveLength(4)
    expect(it.client.status.get().state).toBe('polling')
    it.server.socket.close(1006)
    expect(it.client.status.get().state).toBe('polling')
    expect(http.asked.length).toBeGreaterThanOrEqual(4)
  })

  test('[CLI-11] a socket that opens goes on from where polling stood, and ends it', async () => {
    const { it, http } = await blocked()
    await it.clock.advance(30_000)
    const socket = it.server.greet()
    expect(socket.take('resume')).toMatchObject({ cursors: { [TOPIC]: { epoch: 'e1', seq: 5 } } })
    socket.send({ type: 'subscribed', topic: TOPIC, epoch: 'e1', seq: 6, recovered: true, replayed: 1 })
    socket.send(crateUpdate(TOPIC, 6))
    expect(it.client.status.get().state).toBe('live')
    expect([it.events.map(({ seq }) => seq), restarts(it)]).toEqual([[6], 1])
    const { length } = http.asked
    await it.clock.advance(20_000)
    it.client.look()
    await it.clock.advance(0)
    expect(http.asked).toHaveLength(length)
  })

  test('[CLI-11] the greeting of a socket under way is still waited for', async () => {
    const http = createHeads()
    const it = createClientUnderTest({ readHeads: http.readHeads })
    let answer = (_state: SessionState): void => undefined
    // The answer about the session comes while the next socket is being opened.
    it.session = new Promise((resolve) => {
      answer = resolve
    })
    it.client.start()
    await it.clock.advance(0)
    for (let failure = 1; failure <= 3; failure += 1) {
      it.server.socket.close(1006)
      await it.clock.advance(500)
    }
    answer('signed_in')
    await it.clock.advance(0)
    expect(it.client.status.get().state).toBe('polling')
    await it.clock.advance(10_000)
    expect(it.server.socket.closedByClient).not.toBeNull()
  })

  test('[CLI-11] when HTTP fails too, it is a loss like any other, and polls again as soon as HTTP is back', async () => {
    const { it, http } = await blocked()
    http.answer = 'unreachable'
    it.session = 'unreachable'
    await it.clock.advance(20_000)
    expect(it.client.status.get().state).toBe('syncing')
    it.session = 'signed_in'
    http.answer = 'heads'
    it.server.socket.close(1006)
    await it.clock.advance(0)
    expect(it.client.status.get().state).toBe('polling')
  })

  test('[CLI-11] a client that cannot poll goes on trying, as before', async () => {
    const it = createClientUnderTest()
    it.session = 'signed_in'
    it.client.start()
    await it.clock.advance(0)
    for (let failure = 1; failure <= 4; failure += 1) {
      it.server.socket.close(1006)
      await it.clock.advance(500)
    }
    expect(it.client.status.get().state).toBe('syncing')
    expect(it.server.sockets).toHaveLength(5)
  })
})

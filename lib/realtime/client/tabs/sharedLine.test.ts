import { describe, expect, test } from 'vitest'
import { crateUpdate } from '../testing/createClientUnderTest.ts'
import { createTabsUnderTest, type TabUnderTest } from '../testing/createTabsUnderTest.ts'
import { createManualClock } from '../testing/manualClock.ts'
import type { Frame, ScriptedSocket } from '../testing/scriptedServer.ts'

const A = 'unit:a'
const B = 'unit:b'
const EPOCH = 'e1'

const seqs = ({ events }: TabUnderTest) => events.map(({ topic, seq }) => `${topic}/${seq}`)
const typesIn = (socket: ScriptedSocket) => socket.inbox.map(({ type }) => type)
const status = ({ client }: TabUnderTest) => client.status.get()

function answer(socket: ScriptedSocket, topic: string, over: object = {}) {
  const answered = { type: 'subscribed', topic, epoch: EPOCH, seq: 5, recovered: null, replayed: 0 }
  socket.send({ ...answered, ...over })
}

/** Answers the question about a topic, and forgets what else was said. */
function answerSubscribe(socket: ScriptedSocket, topic: string, seq = 5) {
  const { request_id: id } = socket.take('subscribe')
  answer(socket, topic, { seq, request_id: id })
}

/** Three tabs of which the first has the socket: it and the second hear A, the third hears B. */
async function threeTabs() {
  const it = createTabsUnderTest()
  const tabs = [
    await it.open({ pageAt: '/one' }),
    await it.open({ pageAt: '/two' }),
    await it.open({ pageAt: '/three' }),
  ] as const
  const socket = it.server.greet()
  await it.settle()
  tabs[0].client.subscribe(A)
  tabs[1].client.subscribe(A)
  tabs[2].client.subscribe(B)
  await it.settle()
  answerSubscribe(socket, A)
  answerSubscribe(socket, B)
  await it.settle()
  socket.inbox.length = 0
  return { it, tabs, socket }
}

/** The tabs that are left, on the socket that the next of them has opened. */
async function handedOver(it: ReturnType<typeof createTabsUnderTest>) {
  await it.settle()
  const socket = it.server.greet()
  await it.settle()
  return socket
}

describe('one socket for all tabs', () => {
  test('[CLI-12] three tabs open one socket', async () => {
    const { it, tabs } = await threeTabs()
    expect(it.server.sockets.map(({ url }) => url)).toEqual(['ws://wardline.test/ws?client_id=tab-1'])
    for (const tab of tabs) expect(status(tab).state).toBe('live')
  })

  test('[CLI-12] another session or another build has a socket of its own, and hears nothing of this one', async () => {
    const { it, socket } = await threeTabs()
    const other = await it.open({ name: 'session-2' })
    other.client.subscribe(A)
    expect(it.server.sockets).toHaveLength(2)
    const second = it.server.greet()
    await it.settle()
    answerSubscribe(second, A, 0)
    socket.send(crateUpdate(A, 6))
    await it.settle()
    expect(other.events).toEqual([])
  })

  test('[CLI-12] where locks cannot be had, each tab opens one of its own', async () => {
    const it = createTabsUnderTest()
    const locks = { request: () => Promise.reject(new DOMException('no storage here', 'SecurityError')) }
    await it.open({ locks })
    await it.open({ locks })
    expect(it.server.sockets.map(({ url }) => url)).toEqual([
      'ws://wardline.test/ws?client_id=tab-1',
      'ws://wardline.test/ws?client_id=tab-2',
    ])
  })

  test('[CLI-12] a client that is closed at once opens nothing, then or later', async () => {
    const it = createTabsUnderTest()
    const tab = await it.open()
    tab.client.close()
    tab.client.start()
    tab.client.close()
    await it.settle()
    await it.clock.advance(30_000)
    expect(it.server.sockets).toHaveLength(1)
  })

  test('[CLI-13] a topic is asked for once, and each tab hears its own', async () => {
    const { it, tabs, socket } = await threeTabs()
    socket.send(crateUpdate(A, 6))
    socket.send(crateUpdate(B, 6))
    await it.settle()
    expect(tabs.map(seqs)).toEqual([['unit:a/6'], ['unit:a/6'], ['unit:b/6']])
    expect(typesIn(socket)).toEqual([])
  })

  test('[CLI-13] a tab that comes later is answered from where the connection stands', async () => {
    const { it, socket } = await threeTabs()
    socket.send(crateUpdate(A, 6))
    const late = await it.open()
    late.client.subscribe(A)
    await it.settle()
    expect(typesIn(socket)).not.toContain('subscribe')
    expect(late.changes).toEqual([{ kind: 'restarted', topic: A, generation: 1 }])
    socket.send(crateUpdate(A, 7))
    await it.settle()
    expect(seqs(late)).toEqual(['unit:a/7'])
    expect(status(late)).toMatchObject({ state: 'live' })
  })

  test('[CLI-13] a topic is let go when the last tab has let go', async () => {
    const it = createTabsUnderTest()
    const [one, two] = [await it.open(), await it.open()]
    const socket = it.server.greet()
    await it.settle()
    const leave = [one.client.subscribe(A), two.client.subscribe(A)]
    await it.settle()
    answerSubscribe(socket, A)
    leave[0]?.()
    // The server's heartbeats keep the line alive.
    for (let beat = 0; beat < 3; beat += 1) {
      await it.clock.advance(25_000)
      socket.send({ type: 'heartbeat', timestamp: 'now', epoch: EPOCH, heads: {} })
      await it.settle()
    }
    expect(one.changes.at(-1)).toEqual({ kind: 'dropped', topic: A })
    expect(typesIn(socket)).not.toContain('unsubscribe')
    two.crash()
    await it.settle()
    expect(socket.take('unsubscribe')['topic']).toBe(A)
  })

  test('[CLI-13] a hole is replayed for the tab that has it; to the others each seq comes once', async () => {
    const { it, tabs, socket } = await threeTabs()
    // An unreadable frame is a hole for every tab.
    socket.sendText(JSON.stringify({ ...crateUpdate(A, 6), seq: '6' }))
    socket.send(crateUpdate(A, 7))
    await it.settle()
    expect(socket.take('resume')['cursors']).toEqual({ [A]: { epoch: EPOCH, seq: 5 } })
    answer(socket, A, { seq: 7, recovered: true, replayed: 2 })
    for (const seq of [6, 7, 8]) socket.send(crateUpdate(A, seq))
    await it.settle()
    expect(seqs(tabs[0])).toEqual(['unit:a/6', 'unit:a/7', 'unit:a/8'])
    expect(seqs(tabs[1])).toEqual(seqs(tabs[0]))
    expect(typesIn(socket)).not.toContain('resume')
    expect(tabs[1].changes).toHaveLength(1)
  })

  test('[CLI-13] a topic that the server gives by itself is heard by all tabs, later ones too', async () => {
    const { it, tabs, socket } = await threeTabs()
    answer(socket, 'user:ada', { seq: 3 })
    const late = await it.open()
    socket.send(crateUpdate('user:ada', 4))
    await it.settle()
    for (const tab of [...tabs, late]) expect(seqs(tab)).toEqual(['user:ada/4'])
  })

  test('[CLI-13] an answer that comes when its tab is gone is nobody’s', async () => {
    const { it, tabs, socket } = await threeTabs()
    const late = await it.open()
    late.client.subscribe('unit:z')
    await it.settle()
    late.client.close()
    await it.settle()
    answerSubscribe(socket, 'unit:z')
    socket.send(crateUpdate('unit:z', 6))
    await it.settle()
    expect(tabs.flatMap(seqs)).toEqual([])
  })

  test('[CLI-13] a refused topic, and a lost one, is lost for the tabs that wanted it', async () => {
    const { it, tabs, socket } = await threeTabs()
    tabs[1].client.subscribe('unit:z')
    await it.settle()
    const { request_id: id } = socket.take('subscribe')
    const error = { type: 'error', code: 'forbidden', message: 'No.', timestamp: 'now' }
    socket.send({ ...error, topic: 'unit:z', request_id: id })
    socket.send({ type: 'unsubscribed', topic: A, reason: 'access_changed' })
    await it.settle()
    expect(tabs[1].changes.slice(1)).toEqual([
      { kind: 'lost', topic: 'unit:z' },
      { kind: 'lost', topic: A },
    ])
    expect(tabs[0].changes.at(-1)).toEqual({ kind: 'lost', topic: A })
    expect(tabs[2].changes).toHaveLength(1)
  })

  test('[CLI-13] answers find the tab that has asked, whatever ids the others use', async () => {
    const { it, tabs, socket } = await threeTabs()
    for (const tab of tabs) tab.client.send({ type: 'get_stats', request_id: '1' })
    await it.settle()
    const ids = tabs.map(() => socket.take('get_stats')['request_id'])
    expect(new Set(ids).size).toBe(3)
    socket.send({ type: 'stats', request_id: ids[1], count: 7 })
    await it.settle()
    expect(tabs[1].frames.at(-1)).toEqual({ type: 'stats', request_id: '1', count: 7 })
    for (const tab of [tabs[0], tabs[2]]) expect(tab.frames.at(-1)?.type).not.toBe('stats')
  })

  test('[CLI-13] presence is joined once heard and left with the last tab; typing and acks pass', async () => {
    const { it, tabs, socket } = await threeTabs()
    const leave = [tabs[0], tabs[1]].map((tab) => tab.client.presence(A).watch(() => undefined))
    tabs[1].client.setTyping(A, true)
    tabs[2].client.send({ type: 'ack', message_id: 'm1' })
    await it.settle()
    expect(socket.take('typing')).toMatchObject({ topic: A, is_typing: true })
    expect(socket.take('ack')).toMatchObject({ message_id: 'm1' })
    const people = [{ user_id: 'ben', name: 'Ben', page: null, since: 'now' }]
    socket.send({ type: 'presence', topic: A, joined: people, left: [], count: 1, snapshot: true })
    await it.settle()
    for (const tab of [tabs[0], tabs[1]]) expect(tab.client.presence(A).get().count).toBe(1)
    leave[0]?.()
    await it.settle()
    expect(typesIn(socket)).toEqual(['presence_join', 'presence_join'])
    leave[1]?.()
    await it.settle()
    expect(socket.take('presence_leave')['topic']).toBe(A)
  })

  test('[CLI-16] the heartbeat lists every tab with its page, those in front first, and forgets who is gone', async () => {
    const { it, tabs, socket } = await threeTabs()
    tabs[0].page.isInFront = false
    tabs[0].page.wake('hidden')
    tabs[1].client.sayWhere()
    await it.settle()
    const last = () => {
      const data = socket.inbox.findLast(({ type }) => type === 'heartbeat')?.['data'] as {
        tabs: { current_page: string; visible: boolean }[]
      }
      return data.tabs.map((tab) => [tab.current_page, tab.visible])
    }
    expect(last()).toEqual([
      ['/two', true],
      ['/three', true],
      ['/one', false],
    ])
    tabs[2].client.close()
    await it.settle()
    expect(last()).toEqual([
      ['/two', true],
      ['/one', false],
    ])
  })
})

describe('handing over', () => {
  const endings: readonly [string, (tab: TabUnderTest) => void][] = [
    ['closes', (tab) => tab.client.close()],
    ['is frozen by the browser', (tab) => tab.page.leave()],
    ['crashes', (tab) => tab.crash()],
  ]
  test.each(endings)(
    '[CLI-14] the tab with the socket %s: the others go on at once, without a gap',
    async (_, end) => {
      const { it, tabs, socket } = await threeTabs()
      socket.send(crateUpdate(A, 6))
      await it.settle()
      // Of what it hears now, the others hear nothing.
      it.browser.hold()
      socket.send(crateUpdate(A, 7))
      end(tabs[0])
      it.browser.drop()
      const next = await handedOver(it)
      expect(it.server.sockets).toHaveLength(2)
      expect(next.url).not.toBe(socket.url)
      const cursors = next.inbox.filter(({ type }) => type === 'resume').map((frame) => frame['cursors'])
      const asked = Object.assign({}, ...cursors) as Record<string, { seq: number }>
      expect(asked[B]).toEqual({ epoch: EPOCH, seq: 5 })
      const since = asked[A]?.seq ?? 0
      answer(next, A, { seq: 8, recovered: true, replayed: 8 - since })
      answer(next, B, { recovered: true })
      for (let seq = since + 1; seq <= 8; seq += 1) next.send(crateUpdate(A, seq))
      await it.settle()
      expect(seqs(tabs[1])).toEqual(['unit:a/6', 'unit:a/7', 'unit:a/8'])
      for (const tab of [tabs[1], tabs[2]]) {
        expect(status(tab).state).toBe('live')
        expect(tab.changes).toHaveLength(1)
      }
    },
  )

  test('[CLI-14] what the tab with the socket heard and did not pass on is replayed', async () => {
    const { it, tabs, socket } = await threeTabs()
    tabs[1].crash()
    tabs[2].client.subscribe(A)
    await it.settle()
    it.browser.hold()
    socket.send(crateUpdate(A, 6))
    expect(seqs(tabs[0])).toEqual(['unit:a/6'])
    it.browser.drop()
    tabs[0].crash()
    const next = await handedOver(it)
    expect(next.take('resume')['cursors']).toEqual({
      [A]: { epoch: EPOCH, seq: 5 },
      [B]: { epoch: EPOCH, seq: 5 },
    })
  })

  test('[CLI-14] tabs that stand at different places are replayed from the oldest', async () => {
    const { it, tabs, socket } = await threeTabs()
    it.browser.hold()
    socket.send(crateUpdate(A, 6))
    it.browser.drop()
    socket.close(1006)
    await it.clock.advance(500)
    await it.settle()
    const next = it.server.greet()
    await it.settle()
    const asks = next.inbox.filter(({ type }) => type === 'resume').map((frame) => frame['cursors'])
    expect(asks).toEqual([{ [A]: { epoch: EPOCH, seq: 6 } }, { [B]: { epoch: EPOCH, seq: 5 } }])
    answer(next, A, { seq: 6, recovered: true })
    await it.settle()
    expect(next.inbox.at(-1)).toEqual({ type: 'resume', cursors: { [A]: { epoch: EPOCH, seq: 5 } } })
    answer(next, A, { seq: 7, recovered: true, replayed: 2 })
    answer(next, B, { recovered: true })
    for (const seq of [6, 7]) next.send(crateUpdate(A, seq))
    await it.settle()
    expect(seqs(tabs[0])).toEqual(['unit:a/6', 'unit:a/7'])
    expect(seqs(tabs[1])).toEqual(['unit:a/6', 'unit:a/7'])
    for (const tab of tabs) expect(tab.changes).toHaveLength(1)
  })

  test('[CLI-14] a gap that cannot be closed for one tab restarts that one alone', async () => {
    const { it, tabs, socket } = await threeTabs()
    it.browser.hold()
    socket.send(crateUpdate(A, 6))
    it.browser.drop()
    socket.close(1006)
    await it.clock.advance(500)
    await it.settle()
    const next = it.server.greet()
    await it.settle()
    answer(next, A, { seq: 6, recovered: true })
    await it.settle()
    answer(next, A, { seq: 6, recovered: false })
    answer(next, B, { recovered: true })
    next.send(crateUpdate(A, 7))
    await it.settle()
    expect(tabs.map(({ changes }) => changes.length)).toEqual([1, 2, 1])
    expect(seqs(tabs[0])).toEqual(['unit:a/6', 'unit:a/7'])
    expect(seqs(tabs[1])).toEqual(['unit:a/7'])
  })

  test('[CLI-14] one that lives but does not answer is taken over from; when it runs again it follows', async () => {
    const { it, tabs, socket } = await threeTabs()
    tabs[0].freeze()
    await it.clock.advance(11_000)
    tabs[1].page.wake('visible')
    await it.clock.advance(5_000)
    const next = await handedOver(it)
    expect(it.server.sockets).toHaveLength(2)
    const asked = next.inbox.filter(({ type }) => type === 'resume')
    expect(asked).not.toEqual([])
    for (const topic of [A, B]) answer(next, topic, { recovered: true })
    await it.settle()
    expect(status(tabs[1]).state).toBe('live')
    // Its socket lived on, and it knows nothing of another before it runs.
    socket.send(crateUpdate(A, 6))
    socket.close(4003)
    await it.settle()
    tabs[0].thaw()
    await it.settle()
    // It is ahead of the others by what they have not been told.
    expect(next.inbox.at(-1)).toEqual({ type: 'resume', cursors: { [A]: { epoch: EPOCH, seq: 5 } } })
    answer(next, A, { seq: 6, recovered: true, replayed: 1 })
    next.send(crateUpdate(A, 6))
    await it.settle()
    for (const tab of [tabs[0], tabs[1]]) {
      expect(seqs(tab)).toEqual(['unit:a/6'])
      expect(status(tab)).toEqual(status(tabs[1]))
      expect(tab.changes).toHaveLength(1)
    }
    expect(it.server.sockets).toHaveLength(2)
    expect(tabs[1].statuses).toEqual(['live', 'syncing', 'live'])
  })

  test('[CLI-14] a new tab waits two seconds for one that does not answer', async () => {
    const { it, tabs } = await threeTabs()
    tabs[0].freeze()
    const late = await it.open()
    expect(status(late).state).toBe('connecting')
    await it.clock.advance(2_000)
    await it.settle()
    expect(it.server.sockets).toHaveLength(2)
  })

  test('[CLI-14] a tab that comes back from the browser’s cache follows, and the last one left leads', async () => {
    const { it, tabs, socket } = await threeTabs()
    await it.clock.advance(5_000)
    tabs[0].page.leave()
    await it.settle()
    for (const tab of [tabs[1], tabs[2]]) {
      expect(status(tab)).toEqual({ state: 'syncing', since: it.clock.now(), retryAt: null })
      expect(tab.statuses).not.toContain('offline')
    }
    const next = await handedOver(it)
    tabs[0].page.wake('visible')
    await it.settle()
    expect(it.server.sockets).toHaveLength(2)
    expect(socket.closedByClient).not.toBeNull()
    for (const topic of [A, B]) answer(next, topic, { recovered: true })
    await it.settle()
    next.send(crateUpdate(A, 6))
    await it.settle()
    expect(seqs(tabs[0])).toEqual(['unit:a/6'])
    tabs[1].client.close()
    tabs[2].client.close()
    const last = await handedOver(it)
    expect(last.take('resume')['cursors']).toEqual({ [A]: { epoch: EPOCH, seq: 6 } })
  })
})

describe('what people are told', () => {
  const states = (tabs: readonly TabUnderTest[]) => tabs.map(status)
  const same = (tabs: readonly TabUnderTest[]) => {
    for (const each of states(tabs)) expect(each).toEqual(states(tabs)[0])
    return states(tabs)[0]
  }

  test('[CLI-15] is the same in all tabs, with the same since, while it breaks and when it is back', async () => {
    const { it, tabs, socket } = await threeTabs()
    expect(same(tabs)).toMatchObject({ state: 'live' })
    await it.clock.advance(9_000)
    socket.close(1006)
    await it.settle()
    expect(same(tabs)).toMatchObject({ state: 'syncing', since: it.clock.now() })
    await it.clock.advance(500)
    await it.settle()
    const next = it.server.greet()
    await it.settle()
    for (const topic of [A, B]) answer(next, topic, { recovered: true })
    await it.settle()
    expect(same(tabs)).toMatchObject({ state: 'live', connectionId: 'connection-2' })
    await it.clock.advance(1_000)
    next.send({ type: 'heartbeat', timestamp: 'now', epoch: EPOCH, heads: {}, degraded: ['database'] })
    await it.settle()
    expect(same(tabs)).toMatchObject({ state: 'syncing', since: it.clock.now() })
    await it.clock.advance(1_000)
    const late = await it.open()
    expect(same([...tabs, late])).toMatchObject({ state: 'syncing', since: it.clock.now() - 1_000 })
  })

  test('[CLI-15] a session that is over signs all tabs out', async () => {
    const { it, tabs, socket } = await threeTabs()
    it.session = 'signed_out'
    socket.close(4001)
    await it.settle()
    expect(same(tabs)).toMatchObject({ state: 'signed_out' })
  })

  test('[CLI-15] where sockets are blocked all tabs poll', async () => {
    const it = createTabsUnderTest()
    const asked: string[][] = [[], []]
    const reader = (at: number) => (topics: readonly string[]) => {
      asked[at]?.push(...topics)
      return Promise.resolve({
        epoch: EPOCH,
        heads: Object.fromEntries(topics.map((each) => [each, 4])),
        refused: [],
      })
    }
    const tabs = [await it.open({ readHeads: reader(0) }), await it.open({ readHeads: reader(1) })]
    tabs[1]?.client.subscribe(A)
    for (let failure = 0; failure < 3; failure += 1) {
      it.server.socket.close(1006)
      await it.clock.advance(1_000)
      await it.settle()
    }
    expect(same(tabs)).toMatchObject({ state: 'polling' })
    expect(asked[1]).toContain(A)
    expect(tabs[1]?.changes.at(-1)).toMatchObject({ kind: 'restarted', topic: A })
  })

  test('[CLI-15] a tab in front ends the wait of a hidden one whose timers run late', async () => {
    const it = createTabsUnderTest()
    const late = createManualClock()
    const tabs = [await it.open({ clock: late }), await it.open()]
    it.server.greet()
    await it.settle()
    it.server.socket.close(1006)
    await it.settle()
    expect(same(tabs)).toMatchObject({ state: 'syncing' })
    late.freeze(500)
    await it.clock.advance(549)
    expect(it.server.sockets).toHaveLength(1)
    await it.clock.advance(1)
    await it.settle()
    expect(it.server.sockets).toHaveLength(2)
  })

  test('[CLI-15] after 4008 the connection returns when any of the tabs is used', async () => {
    const { it, tabs, socket } = await threeTabs()
    socket.close(4008)
    await it.settle()
    expect(same(tabs)).toMatchObject({ state: 'offline', reason: 'replaced' })
    tabs[2].page.wake('used')
    await it.settle()
    expect(it.server.sockets).toHaveLength(2)
  })

  test('[CON-6] 4400 drops the cursors of every tab', async () => {
    const { it, tabs, socket } = await threeTabs()
    socket.close(4400)
    await it.settle()
    for (const { client } of tabs) expect(client.generation(A) ?? client.generation(B)).toBeNull()
    await it.clock.advance(500)
    await it.settle()
    const next = it.server.greet({ epoch: 'e2' })
    await it.settle()
    expect(typesIn(next)).not.toContain('resume')
    expect(next.inbox.filter(({ type }: Frame) => type === 'subscribe')).toHaveLength(2)
  })
})

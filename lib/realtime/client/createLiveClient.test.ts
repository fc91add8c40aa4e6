import { afterEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { CLOSE } from '../protocol/closeReason.ts'
import { SUBPROTOCOL } from '../protocol/version.ts'
import { CHANNEL } from '../server/channels.ts'
import { createTestGateway, type TestGateway, type TestGatewayOptions } from '../testing/createTestGateway.ts'
import { createLiveClient } from './createLiveClient.ts'
import type { LiveClient, TopicChange } from './liveClient.ts'
import type { LiveEvent } from './liveEvent.ts'
import { createTestPage } from './testing/createTestPage.ts'

const TOPIC = 'unit:a'
const endings: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

/** How long something may take over real sockets, with backoff. */
const patient = { timeout: 5_000, interval: 5 }

interface Listener {
  readonly client: LiveClient
  readonly events: LiveEvent[]
  readonly changes: TopicChange[]
  readonly sockets: WebSocket[]
}

async function gateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const made = await createTestGateway({
    ...options,
    settingsOver: { reconnect: { min_ms: 10, max_ms: 50 }, ...options.settingsOver },
  })
  endings.push(async () => await made[Symbol.asyncDispose]())
  made.person('ada', ['a'])
  made.person('ben', ['a'])
  return made
}

/** A client over a real socket that hears `unit:a`. */
async function listen(made: TestGateway, userId = 'ada', url = made.url): Promise<Listener> {
  const sockets: WebSocket[] = []
  const client = createLiveClient({
    url: () => url(),
    tabId: `tab-${userId}`,
    webSocket(url, protocols) {
      const socket = new WebSocket(url, protocols)
      sockets.push(socket)
      return socket
    },
    credentials: () => Promise.resolve({ protocols: [SUBPROTOCOL, `bearer.${userId}`] }),
    page: createTestPage(),
  })
  endings.push(() => client.close())
  const listener: Listener = { client, events: [], changes: [], sockets }
  client.onEvent((event) => listener.events.push(event))
  client.onTopicChange((change) => listener.changes.push(change))
  client.subscribe(TOPIC)
  client.start()
  await vi.waitFor(() => expect(client.generation(TOPIC)).not.toBeNull(), patient)
  return listener
}

const seqs = ({ events }: Listener) => events.map(({ seq }) => seq)
const heard = (listener: Listener, ...expected: number[]) =>
  vi.waitFor(() => expect(seqs(listener)).toEqual(expected), patient)
const isLive = ({ client }: Listener) =>
  vi.waitFor(() => expect(client.status.get().state).toBe('live'), patient)
/** Cuts the line without a word. */
const cut = ({ sockets }: Listener) => sockets.at(-1)?.terminate()

describe('a client over real sockets', () => {
  test('hears what is announced', async () => {
    const made = await gateway()
    const ada = await listen(made)
    made.announce({
      topic: TOPIC,
      entity: 'crate',
      action: 'created',
      data: { id: 'c1' },
      changeId: 'change',
      actorId: 'ben',
    })
    await heard(ada, 1)
    expect(ada.events[0]).toMatchObject({
      topic: TOPIC,
      entity: 'crate',
      action: 'created',
      id: 'c1',
      changeId: 'change',
      by: 'ben',
    })
    await isLive(ada)
  })

  test('[CLI-2] catches up after a cut line: nothing missed, nothing twice, no new run', async () => {
    const made = await gateway()
    const ada = await listen(made)
    made.announce({}, {})
    await heard(ada, 1, 2)
    cut(ada)
    made.announce({}, {}, {})
    await heard(ada, 1, 2, 3, 4, 5)
    expect(ada.sockets.length).toBeGreaterThan(1)
    expect(ada.changes).toEqual([{ kind: 'restarted', topic: TOPIC, generation: 1 }])
    await isLive(ada)
  })

  test('catches up over many cut lines under load', async () => {
    const made = await gateway()
    const ada = await listen(made)
    for (let round = 0; round < 10; round += 1) {
      made.announce(...Array.from({ length: 20 }, () => ({})))
      cut(ada)
      made.announce({})
      await vi.waitFor(() => expect(ada.sockets.length).toBeGreaterThan(round + 1), patient)
    }
    await heard(ada, ...Array.from({ length: 210 }, (_, at) => at + 1))
  })

  test('a gap longer than the history begins a new run', async () => {
    const made = await gateway({ settingsOver: { historySize: 3 } })
    const ada = await listen(made)
    cut(ada)
    made.announce({}, {}, {}, {}, {})
    await vi.waitFor(
      () => expect(ada.changes.at(-1)).toMatchObject({ kind: 'restarted', generation: 2 }),
      patient,
    )
    made.announce({})
    await heard(ada, 6)
  })

  test('a payload lost between processes is made up for', async () => {
    const made = await gateway()
    const ada = await listen(made)
    made.wire.lose(CHANNEL.log, 1)
    made.announce({})
    made.announce({})
    await heard(ada, 1, 2)
  })

  test('a reset in the log begins a new run', async () => {
    const made = await gateway()
    const ada = await listen(made)
    made.announce({ kind: 'reset' })
    await vi.waitFor(() => expect(ada.changes).toHaveLength(2), patient)
    made.announce({})
    await heard(ada, 2)
  })

  test('[CON-5] a right that is taken away ends the topic, and what follows is not heard', async () => {
    const made = await gateway()
    const ada = await listen(made)
    const ben = await listen(made, 'ben')
    made.person('ada', [])
    made.announce({ revocation: { userId: 'ada', topics: [TOPIC] } }, {})
    await heard(ben, 1, 2)
    await vi.waitFor(() => expect(ada.changes.at(-1)).toEqual({ kind: 'lost', topic: TOPIC }), patient)
    expect(seqs(ada)).not.toContain(2)
  })

  test('[CON-5] a session that ends signs out', async () => {
    const made = await gateway()
    const ada = await listen(made)
    made.authenticator.people.delete('ada')
    made.announce({ revocation: { userId: 'ada', close: 'unauthenticated' } })
    await vi.waitFor(() => expect(ada.client.status.get().state).toBe('signed_out'), patient)
  })

  test('[CON-6] changed rights drop the cursors and begin a new run', async () => {
    const made = await gateway()
    const ada = await listen(made)
    made.announce({ revocation: { userId: 'ada', close: 'rights_changed' } })
    await vi.waitFor(
      () => expect(ada.changes.at(-1)).toMatchObject({ kind: 'restarted', generation: 2 }),
      patient,
    )
    made.announce({})
    await heard(ada, 2)
  })

  test('[CON-6] a draining server is left for another within its window, and nothing is missed', async () => {
    const made = await gateway()
    let next = made
    const ada = await listen(made, 'ada', () => next.url())
    made.announce({})
    await heard(ada, 1)
    const closed = new Promise<number>((resolve) => ada.sockets[0]?.once('close', resolve))
    const { log, wire } = made
    next = await gateway({ memoryLog: log, wire })
    await made.realtime.drain()
    expect(await closed).toBe(CLOSE.draining.code)
    next.announce({})
    await heard(ada, 1, 2)
  })

  test('[PRE-1] people on a topic see one another', async () => {
    const made = await gateway()
    const ada = await listen(made)
    const ben = await listen(made, 'ben')
    for (const { client } of [ada, ben]) endings.push(client.presence(TOPIC).watch(() => undefined))
    const names = () =>
      ada.client
        .presence(TOPIC)
        .get()
        .people.map(({ user_id: userId }) => userId)
    await vi.waitFor(() => expect(names().toSorted()).toEqual(['ada', 'ben']), patient)
  })

  test('typing reaches others, not oneself', async () => {
    const made = await gateway()
    const ada = await listen(made)
    const ben = await listen(made, 'ben')
    for (const { client } of [ada, ben]) endings.push(client.typists(TOPIC).watch(() => undefined))
    ada.client.setTyping(TOPIC, true, 'reason')
    await vi.waitFor(
      () => expect(ben.client.typists(TOPIC).get()).toMatchObject([{ userId: 'ada', field: 'reason' }]),
      patient,
    )
    expect(ada.client.typists(TOPIC).get()).toEqual([])
  })
})

import { expect, test, vi } from 'vitest'
import type { Message, MessageSend } from '@/lib/domains/messages/contract.ts'
import type { ConnectionStatus } from '@/lib/realtime/client/connectionStatus.ts'
import { createManualClock } from '@/lib/realtime/client/testing/manualClock.ts'
import { ApiError } from '../ApiError.ts'
import { createOutbox } from './createOutbox.ts'
import { createSealedStore } from './queue/createSealedStore.ts'
import type { QueuePorts, QueueWord } from './queue/queuePorts.ts'
import { createMemoryRows } from './testing/createMemoryRows.ts'

const AWAY = new ApiError({ status: 0, code: 'network', message: 'away' })
const REFUSED = new ApiError({ status: 404, code: 'not_found', message: 'Not there.' })
const words = (content: string) => ({ content, replyTo: null, mentions: [], attachments: [] })

/** A browser whose tabs share storage, and a server that answers as it is told. */
function createBrowser() {
  const memory = createMemoryRows()
  const clock = createManualClock()
  const tabs: { hear: (word: QueueWord) => void; isOpen: boolean }[] = []
  const posted: string[] = []
  let answer: () => Promise<void> = async () => {}
  let lock: Promise<void> = Promise.resolve()
  let made = 0
  let [running, most] = [0, 0]

  function openTab() {
    const tab = { hear: (_word: QueueWord) => {}, isOpen: true }
    tabs.push(tab)
    const queue: QueuePorts = {
      store: createSealedStore({ rows: memory.of('ann'), crypto, userId: 'ann', now: () => clock.now() }),
      async alone(act) {
        const before = lock
        const { promise, resolve } = withResolvers()
        lock = promise
        await before
        running += 1
        most = Math.max(most, running)
        try {
          if (tab.isOpen) await act()
        } finally {
          running -= 1
          resolve()
        }
      },
      tell: (word) => tabs.forEach((other) => other !== tab && other.isOpen && other.hear(word)),
      hear: (listener) => void (tab.hear = listener),
    }
    const watchers = new Set<() => void>()
    let status: ConnectionStatus = { state: 'connecting', since: 0 }
    const outbox = createOutbox({
      post: async (_conversationId: string, { content }: MessageSend) => {
        if (!tab.isOpen) return await new Promise<Message>(() => {})
        await answer()
        posted.push(content)
        return {} as Message
      },
      status: {
        get: () => status,
        watch: (listener) => (watchers.add(listener), () => watchers.delete(listener)),
      },
      clock,
      newId: () => `id-${++made}`,
      queue,
    })
    return {
      outbox,
      shown: () =>
        outbox
          .of('c1')
          .get()
          .map(({ content, state }) => `${content} ${state}`),
      comeBack() {
        status = { state: 'live', since: 0, connectionId: 'c', userId: null, degraded: [] }
        for (const tell of watchers) tell()
      },
      close: () => void (tab.isOpen = false),
    }
  }
  return {
    memory,
    posted,
    openTab,
    answerWith: (error: Error | null) => {
      answer = async () => {
        if (error) throw error
      }
    },
    mostAtOnce: () => most,
    signOut: () => {
      memory.wipe()
      for (const tab of tabs) tab.hear({ kind: 'wiped' })
    },
  }
}

function withResolvers() {
  let resolve: () => void = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

test('what was written while the server was away is sent by the page after a reload, in order, once', async () => {
  const browser = createBrowser()
  browser.answerWith(AWAY)
  const before = browser.openTab()
  before.outbox.add('c1', words('first'))
  before.outbox.add('c1', words('second'))
  await vi.waitFor(() => expect(browser.memory.rows.size).toBe(2))
  before.close()
  browser.answerWith(null)
  const after = browser.openTab()
  await vi.waitFor(() => expect(after.shown()).toEqual(['first sent', 'second sent']))
  expect(browser.posted).toEqual(['first', 'second'])
  expect(browser.memory.rows.size).toBe(0)
})

test('another tab shows it, and only one sends', async () => {
  const browser = createBrowser()
  browser.answerWith(AWAY)
  const [one, other] = [browser.openTab(), browser.openTab()]
  one.outbox.add('c1', words('first'))
  await vi.waitFor(() => expect(other.shown()).toEqual(['first waiting']))
  other.outbox.add('c1', words('second'))
  await vi.waitFor(() => expect(one.shown()).toEqual(['first waiting', 'second waiting']))
  browser.answerWith(null)
  one.comeBack()
  other.comeBack()
  await vi.waitFor(() => expect(browser.posted).toHaveLength(2))
  await vi.waitFor(() =>
    expect([...one.shown(), ...other.shown()].filter((line) => !line.endsWith('sent'))).toEqual([]),
  )
  expect(browser.posted).toEqual(['first', 'second'])
  expect(browser.mostAtOnce()).toBe(1)
})

test('what is refused is kept with its reason until it is discarded, over a reload too', async () => {
  const browser = createBrowser()
  browser.answerWith(REFUSED)
  const before = browser.openTab()
  before.outbox.add('c1', words('late'))
  await vi.waitFor(() => expect(before.shown()).toEqual(['late failed']))
  before.close()
  const after = browser.openTab()
  await vi.waitFor(() => expect(after.shown()).toEqual(['late failed']))
  expect(after.outbox.of('c1').get()[0]?.problem).toBe('You are not in this conversation any more.')
  after.outbox.discard('id-1')
  await vi.waitFor(() => expect(browser.memory.rows.size).toBe(0))
  expect(after.shown()).toEqual([])
})

test('after signing out nothing is kept, shown or sent', async () => {
  const browser = createBrowser()
  browser.answerWith(AWAY)
  const tab = browser.openTab()
  tab.outbox.add('c1', words('first'))
  await vi.waitFor(() => expect(browser.memory.rows.size).toBe(1))
  browser.signOut()
  expect(tab.shown()).toEqual([])
  browser.answerWith(null)
  tab.comeBack()
  const next = browser.openTab()
  next.outbox.add('c1', words('next'))
  await vi.waitFor(() => expect(browser.posted).toEqual(['next']))
  expect(browser.memory.rows.size).toBe(0)
})

import { setTimeout as sleep } from 'node:timers/promises'
import type { ScriptClient } from '../../../e2e/harness/scriptClient.ts'
import type { Random } from '../seededRandom.ts'
import { uuidv7 } from '../uuidv7.ts'
import type { Ear } from './startEar.ts'
import type { Said } from './talk.ts'

/** Somebody who writes and hears. */
export interface Talker {
  readonly name: string
  readonly client: ScriptClient
  readonly ear: Ear
}

/** People who write all the time, each one message after the other, over REST and the socket. */
export interface Senders {
  readonly said: readonly Said[]
  /** Answers that mean that the server failed. */
  readonly failures: readonly string[]
  readonly known: number
  /** Whether so many more were known to be there within `withinMs`. */
  more(count: number, withinMs: number): Promise<boolean>
  stop(): Promise<void>
}

const ANSWER_LIMIT_MS = 5_000
/** A message that is not known to be there after so long is given up, and judged as undecided. */
const GIVE_UP_MS = 60_000
/** Statuses that say nothing about whether it is there: the same question is asked again. */
const mayPass = (status: number): boolean => status === 0 || status === 429 || status === 503

export function startSenders(options: {
  readonly talkers: readonly Talker[]
  readonly conversationId: string
  readonly urls: readonly string[]
  readonly random: Random
  /** Each sender's mean pause. */
  readonly paceMs: number
}): Senders {
  const { conversationId, urls, paceMs } = options
  const said: Said[] = []
  const failures: string[] = []
  const stopping = new AbortController()
  let known = 0

  async function work(talker: Talker, random: Random): Promise<void> {
    while (!stopping.signal.aborted) {
      const id = uuidv7(random)
      const over = random.next() < 0.5 ? 'REST' : 'socket'
      const sentAt = Date.now()
      const { isKnown, tries } = await bring(talker, { id, over }, random)
      const knownAt = isKnown ? Date.now() : null
      said.push({ id, sender: talker.name, over, sentAt, knownAt, tries })
      if (isKnown) known += 1
      await sleep(2 * paceMs * random.next(), null, { signal: stopping.signal }).catch(() => {})
    }
  }

  /** Sends it under its one id until it is known to be there, as clients do. */
  async function bring(talker: Talker, message: Pick<Said, 'id' | 'over'>, random: Random) {
    const limit = Date.now() + GIVE_UP_MS
    for (let tries = 1; Date.now() < limit; tries += 1) {
      const isThere =
        message.over === 'REST' ? await post(talker, message.id, random) : await say(talker, message.id)
      if (isThere) return { isKnown: true, tries }
      await sleep(100 + 200 * random.next())
    }
    return { isKnown: false, tries: 0 }
  }

  async function post({ client }: Talker, id: string, random: Random): Promise<boolean> {
    const path = `/api/messages/conversations/${conversationId}/messages`
    const url = random.pick(urls) ?? ''
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS)
    const body = { id, content: id }
    const { status } = await client.call('POST', path, body, { url, signal }).catch(() => ({ status: 0 }))
    if (status >= 400 && !mayPass(status)) failures.push(`POST of ${id}: ${status}`)
    return status >= 200 && status < 300
  }

  /** What comes back as the conversation's own event is there. */
  function say({ ear }: Talker, id: string): Promise<boolean> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        stopWatching()
        resolve(ear.has(id))
      }
      const stopWatching = ear.watch(() => {
        if (ear.has(id) || !ear.isConnected) end()
      })
      const timer = setTimeout(end, ANSWER_LIMIT_MS)
      if (ear.has(id) || !ear.say({ id, content: id })) end()
    })
  }

  const workers = options.talkers.map((talker) => work(talker, options.random.fork()))
  return {
    said,
    failures,
    get known() {
      return known
    },
    async more(count, withinMs) {
      const [goal, limit] = [known + count, Date.now() + withinMs]
      while (known < goal && Date.now() < limit) await sleep(20)
      return known >= goal
    },
    async stop() {
      stopping.abort()
      await Promise.all(workers)
    },
  }
}

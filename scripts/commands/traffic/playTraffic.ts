import { setTimeout as sleep } from 'node:timers/promises'
import {
  createSeededRandom,
  type SeededRandom,
} from '../../../lib/domains/archive/server/demo/seededRandom.ts'
import { DEMO_PEOPLE } from '../../../lib/domains/identity/server/demoPeople.ts'
import { say } from '../say.ts'
import { ACTS, type Act } from './acts.ts'
import { Away, createDemoClient, Refusal, type DemoClient } from './demoClient.ts'

const RETRY_MS = 2_000

interface Player {
  readonly client: DemoClient
  readonly acts: readonly Act[]
}

/** Acts as the demo people at that many acts a second, one line each, until Ctrl-C. A server that is away is waited for. */
export async function playTraffic({
  rate,
  url,
}: {
  readonly rate: number
  readonly url: string
}): Promise<void> {
  const random = createSeededRandom(Date.now())
  const ended = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort())
  const players = DEMO_PEOPLE.filter(({ unit }) => unit === 'surgery' || unit === 'radiology').map(
    ({ email, role }): Player => ({
      client: createDemoClient(url, email),
      acts: role === 'manager' ? ACTS.manager : ACTS.staff,
    }),
  )
  say(`${players.length} people work at ${url}, ${rate} acts a second. Ctrl-C ends it.`)
  while (!ended.signal.aborted) {
    const pause = await act(random.pick(players), random)
    await sleep(pause ?? drawPause(rate, random), undefined, { signal: ended.signal }).catch(() => undefined)
  }
  say('Everybody goes home.')
}

/** As far apart as things are that happen by themselves. */
function drawPause(rate: number, random: SeededRandom): number {
  return (-Math.log(1 - random.next()) * 1_000) / rate
}

/** Does one thing. The milliseconds to wait where the server asks for patience, else null. */
async function act({ client, acts }: Player, random: SeededRandom): Promise<number | null> {
  const name = client.email.split('@')[0] ?? client.email
  const tell = (what: string) => say(`${new Date().toTimeString().slice(0, 8)}  ${name.padEnd(18)}  ${what}`)
  try {
    const done = await random.pick(acts)(client, random)
    if (done !== null) tell(done)
    return null
  } catch (error) {
    if (error instanceof Refusal) {
      tell(`is told: ${error.message}`)
      return error.status === 429 ? RETRY_MS : null
    }
    if (!(error instanceof Away)) throw error
    tell(`waits: ${error.message}`)
    return RETRY_MS
  }
}

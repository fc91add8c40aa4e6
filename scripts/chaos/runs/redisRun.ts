import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { startCampaign, type Campaign, type Outcome } from '../campaign.ts'
import { withCampaign, type ChaosRun, type RunContext } from '../chaosRun.ts'
import { during, inCalm, measureLateness, measureWrites, percentile } from '../lateness.ts'
import type { Stage } from '../stage/createStage.ts'
import { waitUntil } from '../waitUntil.ts'

/** Live updates may come this much later than their writer has the answer, whatever becomes of Redis. */
const LATE_LIMIT_MS = 2_000
/** A write that waited for Redis would wait for its command's limit, a second at least. */
const WAIT_LIMIT_MS = 1_000

type Act = (stage: Stage & { readonly redis: NonNullable<Stage['redis']> }, forMs: number) => Promise<void>

interface RedisFault {
  readonly name: string
  /** Does it, waits so long, and undoes it. */
  readonly act: Act
  readonly isShort: boolean
  /** Noticed at once: in the short run it lasts a second. Default false. */
  readonly isBrief?: boolean
}

const FAULTS: readonly RedisFault[] = [
  { name: 'Redis killed and started', act: killAndStart, isShort: true, isBrief: true },
  { name: 'Redis frozen (SIGSTOP)', act: freeze, isShort: true },
  { name: 'Redis flushed', act: flush, isShort: true },
  { name: 'Redis stopped and started', act: stopAndStart, isShort: false },
  { name: 'Redis half-open: gone without a word', act: vanish, isShort: true },
  { name: 'lines to Redis stalled', act: stall, isShort: false },
  { name: 'lines to Redis reset', act: cut, isShort: false },
  { name: 'output buffers overrun', act: overrun, isShort: true },
]

/** Everything that may become of Redis. Writes go on as if nothing were, and live updates at most two seconds late. */
export const redisRun: ChaosRun = {
  name: 'redis',
  about: 'Redis stopped, killed, flushed, frozen, half-open, overrun, and spoken to by a stranger',
  async run(context) {
    const { isShort, random } = context
    return await context.onPlainStage(async (stage) => {
      const starting = startCampaign({
        stage,
        random: random.fork(),
        writers: 12,
        observers: isShort ? 12 : 30,
        paceMs: 250,
      })
      return await withCampaign(starting, (campaign) => play(stage, campaign, context))
    })
  },
}

async function play(stage: Stage, campaign: Campaign, { isShort, random, seconds }: RunContext) {
  const { redis } = stage
  if (redis === null) throw new Error('the stage has no Redis')
  const forMs = isShort ? 3_500 : 1_000 * (seconds ?? 10)
  const faults = FAULTS.filter((fault) => fault.isShort || !isShort)
  const order = faults.map((fault) => ({ fault, at: random.next() })).toSorted((a, b) => a.at - b.at)
  await campaign.more(isShort ? 40 : 100)
  for (const { fault } of order) {
    const lasts = isShort && fault.isBrief === true ? 1_000 : forMs
    await campaign.fault(fault.name, () => fault.act({ ...stage, redis }, lasts))
    await campaign.more(isShort ? 10 : 20)
    if (!(await isUp(stage))) campaign.problem(`Redis was not used again after "${fault.name}"`)
  }
  const refused = await forge(stage, campaign)
  const outcome = await campaign.finish()
  const { problems, measures } = compareWithCalm(outcome)
  return { outcomes: [outcome], problems, measures, counts: { 'forged payloads refused': refused } }
}

/**
 * What the same machine took in calm, in the same run, is not Redis's doing: the limits come on top of it. A busy machine
 * writes slower in calm than the limits allow.
 */
function compareWithCalm(outcome: Outcome) {
  const broken = outcome.faults.map(during)
  const late = broken.flatMap((then) => measureLateness(outcome, then))
  const writes = broken.flatMap((then) => measureWrites(outcome, then))
  const calmLate = percentile(measureLateness(outcome, inCalm(outcome)), 0.99)
  const calmWrite = percentile(measureWrites(outcome, inCalm(outcome)), 0.99)
  const lateLimit = LATE_LIMIT_MS + calmLate
  const waitLimit = WAIT_LIMIT_MS + calmWrite
  const latest = percentile(late, 1)
  const slowest = percentile(writes, 0.99)
  return {
    problems: [
      ...(latest > lateLimit ? [`an update came ${latest} ms late; ${lateLimit} are allowed`] : []),
      ...(slowest > waitLimit ? [`writes took ${slowest} ms; ${waitLimit} are allowed`] : []),
    ],
    measures: {
      'late in calm, p99 ms': calmLate,
      'late while Redis was broken, p99 ms': percentile(late, 0.99),
      'late while Redis was broken, max ms': percentile(late, 1),
      'write in calm, p99 ms': calmWrite,
      'write while Redis was broken, p99 ms': percentile(writes, 0.99),
      'write while Redis was broken, max ms': percentile(writes, 1),
    },
  }
}

async function killAndStart({ redis }: Parameters<Act>[0], forMs: number): Promise<void> {
  await redis.kill()
  await sleep(forMs)
  await redis.restart()
}

async function stopAndStart({ redis }: Parameters<Act>[0], forMs: number): Promise<void> {
  // Nothing answers: the command ends with its connection.
  const admin = new Redis(redis.url, { retryStrategy: () => null })
  admin.on('error', () => {})
  await admin.shutdown('NOSAVE').catch(() => {})
  admin.disconnect()
  await sleep(forMs)
  await redis.restart()
}

async function freeze({ redis }: Parameters<Act>[0], forMs: number): Promise<void> {
  redis.freeze()
  await sleep(forMs)
  redis.thaw()
}

async function flush({ redis }: Parameters<Act>[0]): Promise<void> {
  await redis.flush()
  await sleep(500)
}

async function vanish({ redisProxy }: Parameters<Act>[0], forMs: number): Promise<void> {
  redisProxy?.vanish()
  await sleep(forMs)
}

async function stall({ redisProxy }: Parameters<Act>[0], forMs: number): Promise<void> {
  redisProxy?.stall()
  await sleep(forMs)
  redisProxy?.heal()
}

async function cut({ redisProxy }: Parameters<Act>[0]): Promise<void> {
  redisProxy?.cut()
  await sleep(500)
}

/** Redis drops whoever does not read fast enough; with a limit of a few bytes that is everybody who hears a batch. */
async function overrun({ redis, redisProxy }: Parameters<Act>[0], forMs: number): Promise<void> {
  const admin = new Redis(redis.url)
  try {
    await admin.config('SET', 'client-output-buffer-limit', 'pubsub 4096 4096 0')
    redisProxy?.stall()
    await admin.publish('wardline:log', 'x'.repeat(8 * 1024 * 1024))
    await sleep(Math.min(forMs, 2_000))
    redisProxy?.heal()
    await admin.config('SET', 'client-output-buffer-limit', 'pubsub 33554432 8388608 60')
  } finally {
    admin.disconnect()
  }
}

const isUp = (stage: Stage): Promise<boolean> =>
  waitUntil(
    async () => {
      const reports = await Promise.all(
        stage.urls.map(async (url) => await (await fetch(`${url}/readyz`)).json()),
      )
      return reports.every((report) => (report as { backplane: string }).backplane === 'redis')
    },
    { withinMs: 15_000 },
  )

/** A stranger on the same Redis says that something happened: refused and counted, by each process. */
async function forge({ redis, urls, servers }: Stage, campaign: Campaign): Promise<number> {
  if (redis === null) return 0
  const before = await countRefused(urls)
  const stranger = new Redis(redis.url)
  const entry = {
    position: 10 ** 9,
    topic: 'units',
    seq: 10 ** 6,
    kind: 'data',
    entity: 'crate',
    action: 'created',
  }
  const body = JSON.stringify({ epoch: 'another', entries: [entry] })
  await campaign.fault('forged payloads', async () => {
    for (const mac of ['0'.repeat(64), 'f'.repeat(64), '']) await stranger.publish('wardline:log', mac + body)
    await campaign.more(5)
  })
  stranger.disconnect()
  const refused = (await countRefused(urls)) - before
  if (refused !== 3 * servers.length)
    campaign.problem(`${refused} of ${3 * servers.length} forged payloads were counted`)
  return refused
}

async function countRefused(urls: readonly string[]): Promise<number> {
  const texts = await Promise.all(urls.map(async (url) => await (await fetch(`${url}/metrics`)).text()))
  return texts.reduce((sum, text) => sum + Number(/payloads_refused_total (\d+)/.exec(text)?.[1] ?? 0), 0)
}

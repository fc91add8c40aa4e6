import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerProcess } from '../../../e2e/harness/serverProcess.ts'
import { startCampaign, type Campaign } from '../campaign.ts'
import { withCampaign, type ChaosRun, type RunContext, type RunReport } from '../chaosRun.ts'
import { countHits, POINTS, type PointName } from '../points.ts'
import type { Random } from '../seededRandom.ts'
import type { Stage } from '../stage/createStage.ts'
import { findRelay } from '../stage/findRelay.ts'
import { watchTakeover } from '../stage/watchTakeover.ts'
import { waitUntil } from '../waitUntil.ts'

/** Acknowledged writes between two faults. */
const CALM = [10, 30] as const
const BOTH_AT_ONCE = 0.25
/** A process of a busy machine takes its time to start, too. */
const HIT_WITHIN_MS = 60_000

/** Processes end at random and at named points, and the one that relays is frozen. */
export const killRun: ChaosRun = {
  name: 'kill',
  about: 'processes end by SIGKILL at random and at named points of the path; the one that relays is frozen',
  async run(context) {
    const { isShort, random } = context
    return await context.onPlainStage(async (stage) => {
      const starting = startCampaign({
        stage,
        random: random.fork(),
        writers: isShort ? 12 : 20,
        observers: isShort ? 12 : 30,
        paceMs: isShort ? 150 : 300,
      })
      return await withCampaign(starting, async (campaign) => {
        const { counts, measures } = await makeTrouble(stage, campaign, context)
        return { outcomes: [await campaign.finish()], counts, measures }
      })
    })
  },
}

async function makeTrouble(
  stage: Stage,
  campaign: Campaign,
  { isShort, random, seconds }: RunContext,
): Promise<Required<Pick<RunReport, 'counts' | 'measures'>>> {
  const endsAt = Date.now() + (seconds ?? 0) * 1_000
  // The short run's come at drawn moments of named points.
  let kills = isShort ? 0 : 8
  while (kills > 0 || Date.now() < endsAt) {
    await campaign.more(random.between(...CALM))
    await killAtRandom(stage, campaign, random)
    kills -= 1
  }
  const points = isShort ? drawTwo(random) : POINTS
  for (const point of points) {
    await campaign.more(CALM[0])
    await killAtPoint(stage, campaign, { point, after: random.between(1, 5) })
  }
  await campaign.more(CALM[0])
  const measures = await freezeRelay(stage, campaign, isShort ? 5_000 : 30_000)
  await campaign.more(CALM[0])
  const output = stage.output()
  return {
    counts: Object.fromEntries(points.map((point) => [`killed ${point}`, countHits(output, point)])),
    measures,
  }
}

/** One on a writer's path and one on a reader's. */
function drawTwo(random: Random): readonly PointName[] {
  const cut = POINTS.indexOf('relay before commit')
  return [POINTS.slice(0, cut), POINTS.slice(cut)].flatMap((half) => random.pick(half) ?? [])
}

async function killAtRandom({ servers }: Stage, campaign: Campaign, random: Random): Promise<void> {
  const one = random.pick(servers)
  const victims = one === undefined || random.next() < BOTH_AT_ONCE ? servers : [one]
  await campaign.fault(`SIGKILL of ${victims.length}`, async () => {
    await Promise.all(victims.map((server) => server.kill('SIGKILL')))
    await Promise.all(victims.map((server) => server.start()))
  })
}

async function killAtPoint(
  stage: Stage,
  campaign: Campaign,
  { point, after }: { readonly point: PointName; readonly after: number },
): Promise<void> {
  const before = countHits(stage.output(), point)
  const isHit = (): boolean => countHits(stage.output(), point) > before
  await campaign.fault(`SIGKILL ${point}`, async () => {
    if (point === 'in a replay') return await killInReplay(stage, isHit, campaign)
    stage.tellAll({ kind: 'arm', point, after })
    if (!(await waitUntil(isHit, { withinMs: HIT_WITHIN_MS, everyMs: 5 })))
      campaign.problem(`"${point}" was never reached`)
    stage.tellAll({ kind: 'disarm' })
    await restartTheDead(stage)
  })
}

/** Replays come from the log where a process is young: both end, somebody writes by hand, and one comes back armed. */
async function killInReplay(stage: Stage, isHit: () => boolean, campaign: Campaign): Promise<void> {
  const [first, second] = stage.servers
  if (first === undefined || second === undefined) return
  await Promise.all([first.kill(), second.kill()])
  await sleep(500)
  const starting = first.start().catch(() => {})
  // The order reaches the process as soon as it listens to any.
  first.tell({ kind: 'arm', point: 'in a replay', after: 1 })
  if (!(await waitUntil(isHit, { withinMs: HIT_WITHIN_MS, everyMs: 5 })))
    campaign.problem('no replay was met')
  first.tell({ kind: 'disarm' })
  await starting
  await restartTheDead(stage)
}

/** One of them at least has ended, or is about to. */
async function restartTheDead(stage: Stage): Promise<void> {
  await waitUntil(() => stage.servers.some(isDead), { withinMs: 5_000, everyMs: 5 })
  await startTheDead(stage)
}

async function startTheDead({ servers }: Stage): Promise<void> {
  await Promise.all(servers.filter(isDead).map((server) => server.start()))
}

const isDead = ({ pid }: ServerProcess): boolean => pid === null

async function freezeRelay(stage: Stage, campaign: Campaign, forMs: number): Promise<Record<string, number>> {
  // The other may have come to its point, too, after the first was seen to end: then nobody would be there to take over.
  await startTheDead(stage)
  let relay: ServerProcess | null = null
  await waitUntil(async () => (relay = await findRelay(stage)) !== null, { withinMs: HIT_WITHIN_MS })
  const frozen = relay as ServerProcess | null
  if (frozen === null) {
    campaign.problem('nobody relays')
    return {}
  }
  let measures = {}
  await campaign.fault(`SIGSTOP of the relay, ${forMs / 1_000} s`, async () => {
    const watch = await watchTakeover(stage.database)
    frozen.signal('SIGSTOP')
    try {
      const [{ tookMs, allowedMs }] = await Promise.all([watch.untilTaken(), sleep(forMs)])
      if (tookMs > allowedMs)
        campaign.problem(`to take over from a frozen relay took ${tookMs} ms; ${allowedMs} are allowed`)
      measures = { 'takeover from a frozen relay ms': tookMs, 'takeover allowed here ms': allowedMs }
    } finally {
      frozen.signal('SIGCONT')
    }
  })
  return measures
}

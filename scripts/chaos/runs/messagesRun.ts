import { setTimeout as sleep } from 'node:timers/promises'
import { createEndings, type Endings } from '../../../e2e/harness/endings.ts'
import { createFaultProxy, type FaultProxy } from '../../../lib/realtime/testing/faultProxy.ts'
import type { ChaosRun, RunContext, RunReport } from '../chaosRun.ts'
import { percentile } from '../lateness.ts'
import { makeWriters } from '../load/writers.ts'
import { countHits, type PointName } from '../points.ts'
import { createStage, type Stage } from '../stage/createStage.ts'
import { judgeTalk } from '../talk/judgeTalk.ts'
import { startEar, type Ear } from '../talk/startEar.ts'
import { startSenders, type Senders, type Talker } from '../talk/startSenders.ts'
import type { Fault } from '../runResult.ts'
import type { Heard, Said, Talk } from '../talk/talk.ts'
import { waitUntil } from '../waitUntil.ts'

const SENDERS = 10
const MESSAGES = 1_000
const REST_WITHIN_MS = 60_000
const MORE_WITHIN_MS = 60_000
const HIT_WITHIN_MS = 60_000

/** One conversation of ten people who all write, while what carries it is stopped and killed. */
export const messagesRun: ChaosRun = {
  name: 'messages',
  about:
    'ten people write to one another while processes, Redis and lines are killed, between commit and answer too',
  async run(context) {
    if (context.isShort) return await context.onPlainStage((stage) => playOn(stage, context))
    const stage = await createStage({
      postgres: await context.postgres(),
      processes: 2,
      redis: true,
      env: { WEBSOCKET_HEARTBEAT_INTERVAL: '2', WEBSOCKET_CONNECTION_TIMEOUT: '8' },
    })
    try {
      return await playOn(stage, context)
    } finally {
      await stage.stop()
    }
  },
}

async function playOn(stage: Stage, context: RunContext): Promise<RunReport> {
  const endings = createEndings()
  try {
    return await play(await setUp(stage, context, endings), context)
  } finally {
    await endings.run()
  }
}

interface Scene {
  readonly stage: Stage
  readonly proxies: readonly FaultProxy[]
  readonly talkers: readonly Talker[]
  readonly stranger: Ear
  readonly senders: Senders
  readonly conversationId: string
}

async function setUp(stage: Stage, { isShort, random }: RunContext, endings: Endings): Promise<Scene> {
  const proxies = await Promise.all(stage.servers.map(({ port }) => createFaultProxy(port)))
  for (const proxy of proxies) endings.add(() => Promise.resolve(proxy[Symbol.asyncDispose]()))
  const urls = proxies.map(({ port }) => `http://127.0.0.1:${port}`)
  const writers = await makeWriters(stage.database, { url: stage.urls[0] ?? '', count: SENDERS + 1 })
  const people = await Promise.all(
    writers.map(async ({ client }) => ({ client, me: await client.must<{ id: string }>('GET', '/api/me') })),
  )
  const [first, ...others] = people.slice(0, SENDERS)
  const outsider = people.at(-1)
  if (first === undefined || outsider === undefined) throw new Error('nobody was signed in')
  const { id: conversationId } = await first.client.must<{ id: string }>(
    'POST',
    '/api/messages/conversations',
    {
      kind: 'group',
      user_ids: others.map(({ me }) => me.id),
      title: 'Under trouble',
    },
  )
  const listen = (client: Talker['client'], place: number): Ear => {
    const ear = startEar({ client, conversationId, urls: place % 2 === 0 ? urls : urls.toReversed() })
    endings.add(async () => ear.stop())
    return ear
  }
  const talkers = [first, ...others].map(({ client }, place): Talker => ({
    name: `sender ${place + 1}`,
    client,
    ear: listen(client, place),
  }))
  const stranger = listen(outsider.client, 0)
  const isHeard = () => talkers.every(({ ear }) => ear.isLive)
  if (!(await waitUntil(isHeard, { withinMs: REST_WITHIN_MS }))) throw new Error('not everybody listens')
  const paceMs = isShort ? 60 : 250
  const senders = startSenders({ talkers, conversationId, urls, random: random.fork(), paceMs })
  endings.add(() => senders.stop())
  return { stage, proxies, talkers, stranger, senders, conversationId }
}

async function play(scene: Scene, context: RunContext) {
  const { stage, talkers, senders } = scene
  const faults: Fault[] = []
  const problems: string[] = []
  for (const { name, act } of troubles(scene, context)) {
    if (!(await senders.more(context.isShort ? 15 : 40, MORE_WITHIN_MS)))
      problems.push(`nothing was sent before "${name}"`)
    const from = Date.now()
    problems.push(...(await act()))
    faults.push({ name, from, to: Date.now(), writes: 0 })
  }
  const left = (context.isShort ? 0 : MESSAGES) - senders.known
  if (!(await senders.more(Math.max(left, 15), 2 * MORE_WITHIN_MS)))
    problems.push('too little was sent in the end')
  await senders.stop()
  const isAll = () =>
    talkers.every(
      ({ ear }) => ear.isLive && senders.said.every(({ id, knownAt }) => knownAt === null || ear.has(id)),
    )
  if (!(await waitUntil(isAll, { withinMs: REST_WITHIN_MS })))
    problems.push('not everybody heard everything in time')
  const talk = await collect(scene)
  const counted = faults.map((fault) => ({ ...fault, writes: talk.said.filter(isDuring(fault)).length }))
  problems.push(...senders.failures.map((failure) => `the server failed: ${failure}`))
  problems.push(...counted.filter(({ writes }) => writes === 0).map(({ name }) => `"${name}" met no message`))
  const outcome = {
    judgement: judgeTalk(talk),
    operations: [],
    observations: [],
    committed: talk.stored.length,
    faults: counted,
    problems,
  }
  return { outcomes: [outcome], ...describe(talk, stage) }
}

const isDuring =
  ({ from, to }: Fault) =>
  ({ sentAt, knownAt }: Said): boolean =>
    sentAt <= to && (knownAt ?? Infinity) >= from

function describe({ said, heard }: Talk, stage: Stage) {
  const known = said.flatMap(({ sentAt, knownAt }) => (knownAt === null ? [] : [knownAt - sentAt]))
  return {
    counts: {
      said: said.length,
      'over REST': said.filter(({ over }) => over === 'REST').length,
      'sent more than once': said.filter(({ tries }) => tries > 1).length,
      'killed after commit': countHits(stage.output(), 'after commit'),
      'told to start over': heard.reduce((sum, { arrived }) => sum + arrived.length - 2, 0),
    },
    measures: {
      'sent until known, p50 ms': percentile(known, 0.5),
      'sent until known, p99 ms': percentile(known, 0.99),
    },
  }
}

async function collect({ stage, talkers, stranger, senders, conversationId }: Scene): Promise<Talk> {
  const rows = await stage.database.query<{ number: number }>(
    'SELECT number FROM messages WHERE conversation_id = $1 AND note IS NULL ORDER BY number',
    [conversationId],
  )
  const heard = await Promise.all(
    talkers.map(async ({ name, ear }): Promise<Heard> => {
      const live = [...ear.live]
        .map(([number, content]) => ({ number, content }))
        .toSorted((a, b) => a.number - b.number)
      return { name, arrived: ear.arrived, live, reloaded: await ear.reload(), holes: ear.holes }
    }),
  )
  const overheard = stranger.frames === 0 ? [] : [`${stranger.frames} frames`]
  return { said: senders.said, stored: rows.map(({ number }) => number), heard, overheard }
}

interface Trouble {
  readonly name: string
  /** Makes it, and mends it; answers what went wrong with that. */
  act(): Promise<readonly string[]>
}

/** In an order of chance. */
function troubles(scene: Scene, { isShort, random }: RunContext): readonly Trouble[] {
  const short = [killAtPoint(scene, 'after commit', random.between(1, 8)), loseAnswers(scene)]
  if (isShort) return short
  const points = (['row written', 'before commit', 'relay after commit', 'before publish'] as const).map(
    (point) => killAtPoint(scene, point, random.between(1, 8)),
  )
  return [
    ...short,
    ...points,
    killAtPoint(scene, 'after commit', 1),
    ...killings(scene),
    ...redisTroubles(scene),
    ...lineTroubles(scene),
  ]
    .map((trouble) => ({ trouble, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ trouble }) => trouble)
}

const killings = ({ stage: { servers } }: Scene): Trouble[] =>
  [servers.slice(0, 1), servers].map((victims) => ({
    name: `SIGKILL of ${victims.length}`,
    async act() {
      await Promise.all(victims.map((server) => server.kill('SIGKILL')))
      await Promise.all(victims.map((server) => server.start()))
      return []
    },
  }))

const killAtPoint = ({ stage }: Scene, point: PointName, after: number): Trouble => ({
  name: `SIGKILL ${point}`,
  async act() {
    const before = countHits(stage.output(), point)
    const isHit = (): boolean => countHits(stage.output(), point) > before
    stage.tellAll({ kind: 'arm', point, after })
    const wasHit = await waitUntil(isHit, { withinMs: HIT_WITHIN_MS, everyMs: 5 })
    stage.tellAll({ kind: 'disarm' })
    const isDead = ({ pid }: Stage['servers'][number]): boolean => pid === null
    await waitUntil(() => stage.servers.some(isDead), { withinMs: 5_000, everyMs: 5 })
    await Promise.all(stage.servers.filter(isDead).map((server) => server.start()))
    return wasHit ? [] : [`"${point}" was never reached`]
  },
})

/** The server hears the question, and its answer never arrives. */
const loseAnswers = ({ proxies }: Scene): Trouble => ({
  name: 'answers lost on the way',
  async act() {
    for (let time = 0; time < 3; time += 1) {
      const before = proxies.map(({ cuts }) => cuts)
      for (const proxy of proxies) proxy.cutAt('/messages', { passes: true })
      const isCut = () => proxies.some(({ cuts }, place) => cuts > (before[place] ?? 0))
      if (!(await waitUntil(isCut, { withinMs: HIT_WITHIN_MS, everyMs: 5 })))
        return ['no answer could be lost']
    }
    for (const proxy of proxies) proxy.heal()
    return []
  },
})

function redisTroubles({ stage: { redis, redisProxy } }: Scene): Trouble[] {
  if (redis === null || redisProxy === null) return []
  return [
    {
      name: 'Redis killed and started',
      async act() {
        await redis.kill()
        await sleep(3_000)
        await redis.restart()
        return []
      },
    },
    {
      name: 'Redis frozen (SIGSTOP)',
      async act() {
        redis.freeze()
        await sleep(3_500)
        redis.thaw()
        return []
      },
    },
    {
      name: 'lines to Redis reset',
      async act() {
        redisProxy.cut()
        await sleep(500)
        return []
      },
    },
  ]
}

const lineTroubles = ({ proxies }: Scene): Trouble[] =>
  (
    [
      ['lines reset', (proxy) => proxy.cut()],
      ['lines stalled', (proxy) => proxy.stall()],
      ['server gone without a word', (proxy) => proxy.vanish()],
      ['lines reset, new ones refused', (proxy) => (proxy.refuse(), proxy.cut())],
    ] as readonly (readonly [string, (proxy: FaultProxy) => void])[]
  ).map(([name, toxic]) => ({
    name,
    async act() {
      for (const proxy of proxies) toxic(proxy)
      await sleep(2_000)
      for (const proxy of proxies) proxy.heal()
      return []
    },
  }))

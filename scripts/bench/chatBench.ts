import { setTimeout as wait } from 'node:timers/promises'
import type { Command } from 'commander'
import { type BenchRun, benchCommand } from './benchCommand.ts'
import type { BenchLine } from './benchReport.ts'
import { startBenchPostgres } from './benchPostgres.ts'
import type { EarQuestions } from './children/ears.ts'
import type { WardlineQuestions } from './children/wardlineServer.ts'
import { quantile } from './measure.ts'
import { type Child, startChild } from './startChild.ts'
import type { TalkQuestions } from './talkQuestions.ts'

const MESSAGES_PER_SECOND = 20
const WORDS = 'Bed four is free, the films of room twelve are back, please call the ward before noon.'

interface Plan {
  readonly people: number
  readonly messages: number
  /** Said first, and not counted: caches and compilers warm up. */
  readonly warmUp: number
  readonly rounds: number
}

const LONG: Plan = { people: 200, messages: 300, warmUp: 60, rounds: 2 }
const SHORT: Plan = { people: 5, messages: 5, warmUp: 1, rounds: 1 }

/** `bench chat`: 200 people in one conversation, from sending to frame, beside a bare `ws` server that keeps nothing. */
export function chatBench(): Command {
  return benchCommand(
    'chat',
    `200 people in one conversation, ${MESSAGES_PER_SECOND} messages a second, beside a bare \`ws\` server.`,
    measureChat,
  )
}

/** Rejects unless everybody got every message once. */
export async function measureChat({ isShort, onProgress }: BenchRun): Promise<BenchLine[]> {
  const plan = isShort ? SHORT : LONG
  await using postgres = await startBenchPostgres()
  await using server = await startChild<WardlineQuestions>('wardlineServer.ts')
  const databaseUrl = await postgres.createDemo('chat')
  await server.ask('listen', { databaseUrl, dataDir: postgres.dataDir, redisUrl: null })
  await using bareServer = await startChild<TalkQuestions>('bareTalk.ts')
  onProgress(`${plan.people} people come`)
  await using ours = await openTalk(server, plan.people)
  await using bare = await openTalk(bareServer, plan.people)
  const samples = { ours: [] as Sample[], bare: [] as Sample[] }
  // Turn by turn, so that whatever else the machine does weighs on both.
  for (let round = 1; round <= plan.rounds; round += 1) {
    onProgress(`round ${round} of ${plan.rounds}`)
    samples.ours.push(await listen(ours, plan))
    samples.bare.push(await listen(bare, plan))
  }
  return linesOf(samples)
}

interface Talk extends AsyncDisposable {
  readonly server: Child<TalkQuestions>
  readonly ears: Child<EarQuestions>
}

async function openTalk(server: Child<TalkQuestions>, people: number): Promise<Talk> {
  const { conversationId, port, tokens } = await server.ask('talk', { people })
  const ears = await startChild<EarQuestions>('ears.ts')
  await ears.ask('open', { port, tokens, topic: `conversation:${conversationId}` })
  return { server, ears, [Symbol.asyncDispose]: () => ears[Symbol.asyncDispose]() }
}

interface Sample {
  /** From sending to each frame, in ms. */
  readonly lateness: readonly number[]
  readonly cpuMicrosPerDelivery: number
}

async function listen(talk: Talk, { messages, people, warmUp }: Plan): Promise<Sample> {
  await sayAll(talk, { messages: warmUp, people })
  await talk.server.ask('begin')
  const lateness = await sayAll(talk, { messages, people })
  const { cpuMicros } = await talk.server.ask('end')
  return { lateness, cpuMicrosPerDelivery: cpuMicros / lateness.length }
}

/** At an even pace, whether or not the last one has been answered. Answers how late each frame came. */
async function sayAll(
  { ears, server }: Talk,
  { messages, people }: Pick<Plan, 'messages' | 'people'>,
): Promise<readonly number[]> {
  const begunAt = performance.now()
  const sending: ReturnType<TalkQuestions['say']>[] = []
  for (let at = 0; at < messages; at += 1) {
    sending.push(server.ask('say', { words: WORDS }))
    await wait(Math.max(0, begunAt + ((at + 1) * 1_000) / MESSAGES_PER_SECOND - performance.now()))
  }
  const sent = await Promise.all(sending)
  const arrivals = await ears.ask('arrivals', { deliveries: messages * people })
  return sent.flatMap(({ at, id }) => {
    const heard = arrivals[id] ?? []
    if (heard.length !== people) throw new Error(`${heard.length} of ${people} got a message`)
    return heard.map((heardAt) => heardAt - at)
  })
}

function linesOf({ bare, ours }: Record<'ours' | 'bare', readonly Sample[]>): BenchLine[] {
  const late = (samples: readonly Sample[], share: number): number =>
    quantile(
      samples.flatMap(({ lateness }) => lateness),
      share,
    )
  const cost = (samples: readonly Sample[]): number =>
    quantile(
      samples.map(({ cpuMicrosPerDelivery }) => cpuMicrosPerDelivery),
      0.5,
    )
  const told = (what: string, measured: number, unit: string): BenchLine => ({
    what,
    measured,
    unit,
    limit: null,
  })
  return [
    told('send to frame, p99, of bare ws', late(ours, 0.99) / late(bare, 0.99), '×'),
    told('CPU of a delivery, of bare ws', cost(ours) / cost(bare), '×'),
    ...[['ours', ours] as const, ['bare ws', bare] as const].flatMap(([name, samples]) => [
      told(`${name}: send to frame, p50`, late(samples, 0.5), 'ms'),
      told(`${name}: send to frame, p99`, late(samples, 0.99), 'ms'),
      told(`${name}: CPU of a delivery`, cost(samples), 'µs'),
    ]),
  ]
}

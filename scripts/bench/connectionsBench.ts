import type { Command } from 'commander'
import { type BenchRun, benchCommand } from './benchCommand.ts'
import type { BenchLine } from './benchReport.ts'
import type { ReaderQuestions } from './children/readers.ts'
import { socketsAllowed } from './openFiles.ts'
import type { ServerQuestions } from './serverQuestions.ts'
import { startChild } from './startChild.ts'

/** What an idle connection may hold in times of a bare `ws`. */
const LIMIT = 2
const LONG = [9_000, 18_000]
const SHORT = [100]
/** What a signed-in page listens to: its unit, itself, and what it shows. */
const TOPICS = ['unit:a', 'unit:{n}', 'unit:shown']

/** `bench connections`: memory of an idle connection, ours signed in and subscribed, beside a bare `ws`. */
export function connectionsBench(): Command {
  return benchCommand(
    'connections',
    'Memory of an idle connection with its subscriptions, beside a bare `ws` server.',
    measureConnections,
  )
}

/** Rejects when a client is not let in or not answered. */
export async function measureConnections({ isShort, onProgress }: BenchRun): Promise<BenchLine[]> {
  const lines: BenchLine[] = []
  for (const count of isShort ? SHORT : LONG) {
    if (count + firstOf(count) > socketsAllowed()) {
      const note = `a process may open ${socketsAllowed()} sockets here (ulimit -n)`
      lines.push({ what: `${count} connections`, measured: null, unit: 'bytes', limit: null, note })
      continue
    }
    onProgress(`${count} connections`)
    const ours = await holding('engineServer.ts', count)
    const bare = await holding('bareServer.ts', count)
    lines.push(
      { what: `${count} connections, of bare ws`, measured: ours.rss / bare.rss, unit: '×', limit: LIMIT },
      { what: `ours, ${count}, the process`, measured: ours.rss, unit: 'bytes', limit: null },
      { what: `bare ws, ${count}, the process`, measured: bare.rss, unit: 'bytes', limit: null },
      { what: `ours, ${count}, the heap`, measured: ours.heap, unit: 'bytes', limit: null },
      { what: `bare ws, ${count}, the heap`, measured: bare.heap, unit: 'bytes', limit: null },
    )
    if (isShort) continue
    const deflating = await holding('bareServer.ts', count, true)
    lines.push({
      what: `bare ws with permessage-deflate, ${count}, the process`,
      measured: deflating.rss,
      unit: 'bytes',
      limit: null,
    })
  }
  return lines
}

/** Clients that are there before the first look. */
const firstOf = (count: number): number => Math.ceil(count / 20)

async function holding(
  file: 'engineServer.ts' | 'bareServer.ts',
  count: number,
  deflates = false,
): Promise<{ readonly rss: number; readonly heap: number }> {
  const isOurs = file === 'engineServer.ts'
  await using server = await startChild<ServerQuestions>(file, {
    execArgv: ['--expose-gc'],
    env: deflates ? { BENCH_DEFLATE: '1' } : {},
  })
  await using readers = await startChild<ReaderQuestions>('readers.ts')
  const open = {
    port: await server.ask('listen'),
    path: isOurs ? '/ws?token=user-{n}' : '/',
    say: TOPICS.map((topic) => JSON.stringify({ type: 'subscribe', topic })),
    // The greeting, and an answer about each topic.
    awaits: 1 + TOPICS.length,
    atOnce: 100,
    deflates,
  }
  // The first clients bring what all of them share: compiled code, and memory that the process keeps.
  await readers.ask('open', { ...open, from: 0, count: firstOf(count) })
  const before = await server.ask('memory')
  await readers.ask('open', { ...open, from: firstOf(count), count })
  const after = await server.ask('memory')
  return { rss: (after.rss - before.rss) / count, heap: (after.heap - before.heap) / count }
}

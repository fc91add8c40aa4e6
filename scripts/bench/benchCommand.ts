import { Command, InvalidArgumentError } from 'commander'
import { say, sayInPlace } from '../commands/say.ts'
import { type BenchLine, type BenchReport, describeMachine, formatReport, isOver } from './benchReport.ts'

/** How a benchmark is to run. */
export interface BenchRun {
  /** A few seconds instead of minutes: it shows that everything runs and counts agree, its times mean little. */
  readonly isShort: boolean
  /** For everything that is random; the report names it. */
  readonly seed: number
  /** Tells the operator how far it is. */
  readonly onProgress: (line: string) => void
}

interface Options {
  readonly json?: true
  readonly short?: true
  readonly seed: number
}

/**
 * A benchmark as a command with `--json`, `--short` and `--seed`. It ends with 1 when a line is over its limit;
 * a short run does not judge.
 */
export function benchCommand(
  name: string,
  description: string,
  run: (how: BenchRun) => Promise<readonly BenchLine[]>,
): Command {
  return new Command(name)
    .description(description)
    .option('--short', 'a few seconds, to see that it runs; judges nothing')
    .option('--seed <number>', 'repeats what was random in another run', readSeed, 1)
    .option('--json', 'write the report as JSON')
    .action(async ({ json, short, seed }: Options) => {
      const isShort = short === true
      const lines = await run({ isShort, seed, onProgress: sayInPlace })
      const date = new Date().toISOString()
      const report: BenchReport = { bench: name, date, machine: describeMachine(), seed, isShort, lines }
      say(json ? JSON.stringify(report, null, 2) : formatReport(report))
      if (!isShort && lines.some(isOver)) process.exitCode = 1
    })
}

function readSeed(text: string): number {
  const seed = Number(text)
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return seed
  throw new InvalidArgumentError('A whole number from 0 to 4294967295.')
}

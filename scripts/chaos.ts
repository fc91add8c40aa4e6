import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { Command, InvalidArgumentError } from 'commander'
import type { ChaosRun } from './chaos/chaosRun.ts'
import { playRun } from './chaos/playRun.ts'
import { formatResult } from './chaos/formatResult.ts'
import type { RunResult } from './chaos/runResult.ts'
import { killRun } from './chaos/runs/killRun.ts'
import { drainRun } from './chaos/runs/drainRun.ts'
import { messagesRun } from './chaos/runs/messagesRun.ts'
import { networkRun } from './chaos/runs/networkRun.ts'
import { postgresRun } from './chaos/runs/postgresRun.ts'
import { redisRun } from './chaos/runs/redisRun.ts'
import { rightsRun } from './chaos/runs/rightsRun.ts'
import { slowRun } from './chaos/runs/slowRun.ts'
import { stormRun } from './chaos/runs/stormRun.ts'
import { createPlainStages } from './chaos/stage/createPlainStages.ts'
import { createSharedPostgres } from './chaos/stage/createSharedPostgres.ts'
import { repeatWithOwnMounts } from './chaos/stage/smallDisk.ts'
import { cleanUpAtTheEnd, RUN_DIR } from './testing/runFolder.mjs'

const RUNS: readonly ChaosRun[] = [
  killRun,
  redisRun,
  rightsRun,
  postgresRun,
  networkRun,
  drainRun,
  stormRun,
  slowRun,
  messagesRun,
]

// `npm run chaos -- <run…>`: breaks things under load and holds what writers and observers saw against the engine's guarantees.
const command = new Command('chaos')
  .description('Break things under load; every verdict must be 0.')
  .argument('<runs...>', `${RUNS.map(({ name, about }) => `${name}: ${about}`).join('\n')}`)
  .option('--seed <number>', "repeats a run's choices", whole)
  .option('--seconds <number>', 'how long each run may make trouble, where it can choose', whole)
  .option('--short', 'shorter, as in npm test', false)
  .option('--report <file>', 'the results as JSON in a file')
  .option('--json', 'the results as JSON on standard output', false)
  .parse()

const {
  seed = randomInt(2 ** 31),
  seconds = null,
  short,
  json,
  report,
} = command.opts<{
  seed?: number
  seconds?: number
  short: boolean
  json: boolean
  report?: string
}>()
const say = (line: string): void => void process.stderr.write(`${line}\n`)

// Whatever is made from here on is known by this folder, and gone when this process is.
process.env['TMPDIR'] = RUN_DIR
cleanUpAtTheEnd()
const exitCode = command.args.includes('postgres') ? await repeatWithOwnMounts() : null
if (exitCode !== null) process.exit(exitCode)

const postgres = createSharedPostgres()
const stages = createPlainStages(postgres.start, { isShared: short })
const results: RunResult[] = []
try {
  for (const name of command.args) {
    const run = runOf(name)
    const result = await playRun(run, {
      seed,
      seconds,
      isShort: short,
      postgres: postgres.start,
      onPlainStage: stages.play,
      say,
    })
    results.push(result)
    if (!json) process.stdout.write(`${formatResult(result)}\n\n`)
  }
} finally {
  await stages.stop()
  await postgres.stop()
}
if (report !== undefined) writeFileSync(report, JSON.stringify(results))
if (json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
process.exitCode = results.every(({ isGood }) => isGood) ? 0 : 1

function runOf(name: string): ChaosRun {
  const found = RUNS.find((one) => one.name === name)
  if (found !== undefined) return found
  return command.error(`There is no run "${name}": ${RUNS.map((one) => one.name).join(', ')}`)
}

function whole(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('A whole number.')
  return Number(value)
}

import type { ChaosRun, RunContext } from './chaosRun.ts'
import { collectResult } from './collectResult.ts'
import type { RunResult } from './runResult.ts'
import { createRandom } from './seededRandom.ts'

/** Plays a run from its seed. A run that throws has a problem, and its verdicts say nothing. */
export async function playRun(
  run: ChaosRun,
  options: Omit<RunContext, 'random'> & { readonly seed: number },
): Promise<RunResult> {
  const { seed, say } = options
  say(`${run.name}: --seed ${seed}`)
  const startedAt = performance.now()
  const of = (): { run: string; seed: number; seconds: number } => ({
    run: run.name,
    seed,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  })
  try {
    const report = await run.run({ ...options, random: createRandom(seed) })
    return collectResult(of(), report)
  } catch (error) {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return collectResult(of(), { outcomes: [], problems: [problem] })
  }
}

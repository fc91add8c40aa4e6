/** One thing to measure. */
export interface BenchCase {
  readonly name: string
  readonly run: () => Promise<unknown>
}

/** How long it took, in milliseconds; `ratio` is its median over the baseline's. */
export interface BenchResult {
  readonly name: string
  readonly p50: number
  readonly p95: number
  readonly ratio: number
}

/** Rounds that are run and forgotten: caches and compilers warm up. */
const WARM_UP = 3

/**
 * Measures cases one after the other, round after round, the baseline before each of them: whatever else the machine does
 * weighs on both. The first result is the baseline itself.
 */
export async function measure(
  cases: readonly BenchCase[],
  options: {
    readonly baseline: BenchCase
    readonly rounds: number
    readonly onRound?: (round: number) => void
  },
): Promise<BenchResult[]> {
  const { baseline, rounds, onRound } = options
  const all = [baseline, ...cases]
  const times = new Map<BenchCase, number[]>(all.map((each) => [each, []]))
  for (let round = -WARM_UP; round < rounds; round += 1) {
    onRound?.(Math.max(0, round + 1))
    for (const each of cases) {
      for (const next of [baseline, each]) {
        const took = await timeOf(next)
        if (round >= 0) times.get(next)?.push(took)
      }
    }
  }
  const base = quantile(times.get(baseline) ?? [], 0.5)
  return all.map((each) => {
    const own = times.get(each) ?? []
    const p50 = quantile(own, 0.5)
    return { name: each.name, p50, p95: quantile(own, 0.95), ratio: p50 / base }
  })
}

async function timeOf({ run }: BenchCase): Promise<number> {
  const startedAt = performance.now()
  await run()
  return performance.now() - startedAt
}

/** The value that this share of all lies at or below. NaN without any. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN
}

import { formatTable } from './formatTable.ts'
import type { BenchResult } from './measure.ts'

/** Results as a table that reads well in a terminal and in Markdown. */
export function formatResults(results: readonly BenchResult[], limit: number): string {
  const ms = (value: number) => value.toFixed(1)
  const rows = results.map(({ name, p50, p95, ratio }) => [
    name,
    ms(p50),
    ms(p95),
    `${ratio.toFixed(1)} ×${ratio > limit ? ' (!)' : ''}`,
  ])
  return formatTable(['what', 'p50 ms', 'p95 ms', 'of the baseline'], rows)
}

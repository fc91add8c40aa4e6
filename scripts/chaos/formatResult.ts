import type { RunResult } from './runResult.ts'

/** A run as a table for people. */
export function formatResult(result: RunResult): string {
  const { run, seed, seconds, verdicts, counts, measures, faults, problems, skips, findings } = result
  return [
    `${result.isGood ? '✓' : '✗'} ${run}, seed ${seed}, ${seconds.toFixed(1)} s`,
    ...rows(verdicts),
    ...rows(counts),
    ...rows(measures),
    ...(faults.length === 0
      ? []
      : [`  ${'fault'.padEnd(44)} ${'ms'.padStart(7)} ${'writes'.padStart(7)} ${'late ms'.padStart(8)}`]),
    ...faults.map(
      ({ name, ms, writes, lateMs }) =>
        `  ${name.padEnd(44)} ${String(ms).padStart(7)} ${String(writes).padStart(7)} ${String(lateMs).padStart(8)}`,
    ),
    ...skips.map((skip) => `  skipped: ${skip}`),
    ...problems.map((problem) => `  problem: ${problem}`),
    ...Object.entries(findings).flatMap(([name, found]) => (found ?? []).map((one) => `  ${name}: ${one}`)),
  ].join('\n')
}

const rows = (of: Readonly<Record<string, number>>): string[] =>
  Object.entries(of).map(([name, value]) => `  ${name.padEnd(44)} ${String(value).padStart(7)}`)

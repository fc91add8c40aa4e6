import type { Outcome } from './campaign.ts'
import type { RunReport } from './chaosRun.ts'
import { mergeJudgements, VERDICT_NAMES } from './judge.ts'
import { during, measureLateness, percentile } from './lateness.ts'
import type { RunResult } from './runResult.ts'

const SHOWN = 20

/** Everything that is told about one run. */
export function collectResult(
  of: { readonly run: string; readonly seed: number; readonly seconds: number },
  report: RunReport,
): RunResult {
  const { outcomes } = report
  const judgement = mergeJudgements(outcomes.map(({ judgement: one }) => one))
  const found = VERDICT_NAMES.filter((name) => judgement[name].length > 0)
  const problems = [...outcomes.flatMap((outcome) => outcome.problems), ...(report.problems ?? [])]
  return {
    ...of,
    isGood: found.length === 0 && problems.length === 0,
    verdicts: Object.fromEntries(
      VERDICT_NAMES.map((name) => [name, judgement[name].length]),
    ) as RunResult['verdicts'],
    findings: Object.fromEntries(found.map((name) => [name, judgement[name].slice(0, SHOWN)])),
    problems,
    skips: report.skips ?? [],
    faults: outcomes.flatMap(describeFaults),
    counts: { ...count(outcomes), ...report.counts },
    measures: { ...measure(outcomes), ...report.measures },
  }
}

function describeFaults(outcome: Outcome): RunResult['faults'] {
  return outcome.faults.map((fault) => {
    const late = measureLateness(outcome, during(fault))
    return {
      name: fault.name,
      ms: fault.to - fault.from,
      writes: fault.writes,
      lateMs: Math.round(percentile(late, 1)),
    }
  })
}

function count(outcomes: readonly Outcome[]): Record<string, number> {
  const operations = outcomes.flatMap((outcome) => outcome.operations)
  const entries = outcomes.flatMap(({ observations }) =>
    observations.flatMap((observation) => observation.entries),
  )
  const ending = (outcome: string): number =>
    operations.filter((operation) => operation.outcome === outcome).length
  return {
    acknowledged: ending('acknowledged'),
    refused: ending('refused'),
    unknown: ending('unknown'),
    committed: outcomes.reduce((sum, { committed }) => sum + committed, 0),
    observers: Math.max(0, ...outcomes.map(({ observations }) => observations.length)),
    heard: entries.filter(({ kind }) => kind === 'event').length,
    resumed: entries.filter(({ kind }) => kind === 'resumed').length,
    'told to start over': entries.filter((entry) => entry.kind === 'began' && entry.told).length,
  }
}

function measure(outcomes: readonly Outcome[]): Record<string, number> {
  const late = outcomes.flatMap((outcome) => measureLateness(outcome))
  const writes = outcomes.flatMap(({ operations }) =>
    operations
      .filter(({ outcome }) => outcome === 'acknowledged')
      .map(({ sentAt, endedAt }) => endedAt - sentAt),
  )
  return {
    'late p50 ms': Math.round(percentile(late, 0.5)),
    'late p99 ms': Math.round(percentile(late, 0.99)),
    'write p50 ms': Math.round(percentile(writes, 0.5)),
    'write p99 ms': Math.round(percentile(writes, 0.99)),
  }
}

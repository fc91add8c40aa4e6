import { arch, cpus, platform, totalmem } from 'node:os'
import { formatTable } from './formatTable.ts'

/** One thing that was measured, or could not be. */
export interface BenchLine {
  readonly what: string
  /** Null: it was skipped, and `note` says why. */
  readonly measured: number | null
  /** What `measured` counts: `ms`, `µs`, `bytes`, `×` … */
  readonly unit: string
  /** What `measured` may be at most; null: it is only told. */
  readonly limit: number | null
  readonly note?: string
}

/** What a benchmark found, and where and when. */
export interface BenchReport {
  readonly bench: string
  /** ISO 8601, UTC. */
  readonly date: string
  readonly machine: string
  readonly seed: number
  readonly isShort: boolean
  readonly lines: readonly BenchLine[]
}

/** The machine in one line: figures mean nothing without it. */
export function describeMachine(): string {
  const cores = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `${cores.length} × ${cores[0]?.model.trim() ?? arch()}, ${memory} GB, ${platform()}, Node ${process.versions.node}`
}

/** The report as text: where and when, then a table that reads well in a terminal and in Markdown. */
export function formatReport({ bench, date, isShort, lines, machine, seed }: BenchReport): string {
  const rows = lines.map((line) => [
    line.what,
    line.measured === null ? 'skipped' : `${figure(line.measured)} ${line.unit}${isOver(line) ? ' (!)' : ''}`,
    line.limit === null ? '' : `${figure(line.limit)} ${line.unit}`,
    line.note ?? '',
  ])
  const title = `${bench}${isShort ? ' (short)' : ''}, ${date.slice(0, 10)}, seed ${seed}`
  return [title, machine, '', formatTable(['what', 'measured', 'limit', 'note'], rows)].join('\n')
}

/** Whether it took more than it may. What was skipped did not. */
export function isOver({ limit, measured }: BenchLine): boolean {
  return limit !== null && measured !== null && !(measured <= limit)
}

/** Three digits that matter, and no more than there are. */
function figure(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return Number(value.toFixed(digits)).toLocaleString('en')
}

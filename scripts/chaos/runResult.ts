import type { VerdictName } from './judge.ts'

/** Something that was done to the stage; ms since the epoch. */
export interface Fault {
  readonly name: string
  readonly from: number
  readonly to: number
  /** Writes that were under way meanwhile. */
  readonly writes: number
}

/** What a run has to say: all verdicts must be 0, and there must be no problems. */
export interface RunResult {
  readonly run: string
  readonly seed: number
  readonly seconds: number
  /** Whether every verdict is 0 and nothing keeps the run from counting. */
  readonly isGood: boolean
  readonly verdicts: Readonly<Record<VerdictName, number>>
  /** Some of what was found, by verdict. */
  readonly findings: Readonly<Partial<Record<VerdictName, readonly string[]>>>
  readonly problems: readonly string[]
  /** What could not be done here, and why. */
  readonly skips: readonly string[]
  readonly faults: readonly {
    readonly name: string
    readonly ms: number
    readonly writes: number
    readonly lateMs: number
  }[]
  readonly counts: Readonly<Record<string, number>>
  /** Measured, with the unit in the name. */
  readonly measures: Readonly<Record<string, number>>
}

import type { History } from './history.ts'
import { diverged } from './verdicts/diverged.ts'
import { doubled } from './verdicts/doubled.ts'
import { leaked } from './verdicts/leaked.ts'
import { lost } from './verdicts/lost.ts'
import { outOfOrder } from './verdicts/outOfOrder.ts'
import { phantom } from './verdicts/phantom.ts'
import { silentGap } from './verdicts/silentGap.ts'
import { skipped } from './verdicts/skipped.ts'
import { undecided } from './verdicts/undecided.ts'
import type { Verdict } from './verdicts/verdict.ts'

const VERDICTS = {
  lost,
  phantom,
  leaked,
  skipped,
  'out of order': outOfOrder,
  'doubled effect': doubled,
  diverged,
  'silent gap': silentGap,
  undecided,
} as const satisfies Readonly<Record<string, Verdict>>

export type VerdictName = keyof typeof VERDICTS
export const VERDICT_NAMES = Object.keys(VERDICTS) as readonly VerdictName[]

/** Findings by verdict; all lists are empty where every guarantee was kept. */
export type Judgement = Readonly<Record<VerdictName, readonly string[]>>

/** Holds a run's history against the engine's guarantees. */
export const judge = (history: History): Judgement => forEach((name) => VERDICTS[name](history))

/** The findings of several histories together. */
export const mergeJudgements = (judgements: readonly Judgement[]): Judgement =>
  forEach((name) => judgements.flatMap((judgement) => judgement[name]))

const forEach = (find: (name: VerdictName) => readonly string[]): Judgement =>
  Object.fromEntries(VERDICT_NAMES.map((name) => [name, find(name)])) as unknown as Judgement

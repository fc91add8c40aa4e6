import type { History } from '../history.ts'

/** Finds everything in a history that must not be: each finding is a sentence. An empty list is the only good one. */
export type Verdict = (history: History) => string[]

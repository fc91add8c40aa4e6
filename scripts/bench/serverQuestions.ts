/** What one server costs between `begin` and `end`. */
export interface Cost {
  /** User and system time of the process, in µs. */
  readonly cpuMicros: number
}

/** Bytes of a process after garbage was collected. */
export interface Memory {
  /** Of the whole process, as the system counts it. */
  readonly rss: number
  /** Of JavaScript's heap and of what hangs on it outside. */
  readonly heap: number
}

export interface Emission {
  readonly flights: number
  readonly together: number
  /** Ms after each flight; 0: as many turns of the event loop as `turns` says. */
  readonly everyMs: number
  readonly turns: number
}

/** What every server of a benchmark answers, ours and the bare one. */
export type ServerQuestions = {
  /** Starts it. Answers with the port. */
  listen: () => Promise<number>
  /** Announces events to all, `together` of them in one turn of the event loop. */
  emit: (asked: Emission) => Promise<void>
  begin: () => void
  end: () => Cost
  memory: () => Promise<Memory>
}

/** What a browser shows at the upgrade. */
export interface Pass {
  readonly cookie: string
  readonly proof: string
}

/** What our server answers beside that. */
export type EngineQuestions = ServerQuestions & {
  /** Session cookies and connect proofs of as many people. */
  passes: (asked: { readonly count: number }) => Promise<readonly Pass[]>
  /** Commits events to a topic that nobody hears. */
  fill: (asked: { readonly topic: string; readonly events: number }) => void
  /** Queries since the start: for sessions, and for the history of topics. */
  reads: () => { readonly sessions: number; readonly topics: number }
}

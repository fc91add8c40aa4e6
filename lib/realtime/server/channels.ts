/** The backplane's channels. Every payload on them is sealed. */
export const CHANNEL = {
  /** Batches of the log, from the relay. */
  log: 'log',
  /** "Something was committed": wakes the relay, wherever it runs. */
  nudge: 'nudge',
  /** Typing, presence and other things that nobody misses when they are lost. */
  ephemeral: 'ephemeral',
} as const

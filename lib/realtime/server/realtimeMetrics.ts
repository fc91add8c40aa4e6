import type { BackplaneMode } from './backplane.ts'

/** Why a hub had to read the log: a hole between batches, or a head that it had not heard of. */
export type GapCause = 'hole' | 'behind'

/** What the engine counts. Every method is cheap enough for the hot path; none throws. */
export interface RealtimeMetrics {
  connectionOpened(door: string): void
  connectionClosed(door: string, code: number, reason: string): void
  /** An upgrade that was answered with plain HTTP. */
  upgradeRefused(status: number): void
  /** Frames and bytes handed to sockets. */
  written(frames: number, bytes: number): void
  /** From the row's timestamp to its frame's first write, in seconds. */
  committedToFrame(seconds: number): void
  /** Rows that wait for the relay, and the age of the oldest in seconds. */
  outbox(depth: number, ageSeconds: number): void
  relayed(entries: number): void
  relayFailed(): void
  deadLettered(changes: number): void
  gapFound(cause: GapCause): void
  resumed(result: 'recovered' | 'not_recovered' | 'fresh'): void
  /** A payload on the backplane that did not carry our seal. */
  payloadRefused(): void
  backplaneMode(mode: BackplaneMode): void
}

/** Counts nothing; for tests and tools. */
export const noMetrics: RealtimeMetrics = {
  connectionOpened: () => {},
  connectionClosed: () => {},
  upgradeRefused: () => {},
  written: () => {},
  committedToFrame: () => {},
  outbox: () => {},
  relayed: () => {},
  relayFailed: () => {},
  deadLettered: () => {},
  gapFound: () => {},
  resumed: () => {},
  payloadRefused: () => {},
  backplaneMode: () => {},
}

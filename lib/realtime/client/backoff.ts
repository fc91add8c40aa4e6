import { CLOSE, closeRange } from '../protocol/closeReason.ts'
import type { ReconnectWindow } from '../protocol/topicName.ts'

/** Bounds where the server gave none (CLI-1). */
export const DEFAULT_BOUNDS: ReconnectWindow = { min_ms: 500, max_ms: 20_000 }

/** Least waits after the close codes that ask for patience, in ms (CON-6). */
const BACK_OFF_MS = 1_000
const RATE_LIMITED_MS = 30_000

/**
 * Full jitter: a moment between `min` and `min(max, min·2^n)`, `n` counting failures in a row from 0. `random` is in [0, 1).
 */
export function backoffMs(failures: number, bounds: ReconnectWindow, random: number): number {
  const { min_ms: min, max_ms: max } = bounds
  const ceiling = Math.min(max, min * 2 ** Math.min(failures, 30))
  return min + random * Math.max(0, ceiling - min)
}

/** How the last connection ended, as far as waiting goes. */
export interface Ending {
  readonly code: number
  /** From the `closing` frame, if one came. */
  readonly window: ReconnectWindow | null
  readonly failures: number
}

/** How long to wait after a close before the next try. */
export function reconnectDelayMs(ending: Ending, bounds: ReconnectWindow, random: number): number {
  const { code, window, failures } = ending
  const usual = window
    ? window.min_ms + random * Math.max(0, window.max_ms - window.min_ms)
    : backoffMs(failures, bounds, random)
  if (code === CLOSE.rateLimited.code) return RATE_LIMITED_MS + usual
  return closeRange(code) === 'back_off' ? Math.max(BACK_OFF_MS, usual) : usual
}

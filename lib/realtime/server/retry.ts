import type { Clock } from './clock.ts'
import type { EngineLogger } from './engineLogger.ts'

const FIRST_MS = 250
const LONGEST_MS = 5_000

export interface RetryOptions {
  readonly clock: Clock
  readonly logger: EngineLogger
  /** For the log: what is being tried. */
  readonly what: string
  /** Nobody waits for the answer any more. */
  readonly isStale: () => boolean
}

/** Tries until it works, 250 ms to 5 s apart. Resolves undefined once stale. */
export async function retry<T>(run: () => Promise<T>, options: RetryOptions): Promise<T | undefined> {
  for (let delay = FIRST_MS; ; delay = Math.min(LONGEST_MS, delay * 2)) {
    if (options.isStale()) return undefined
    try {
      return await run()
    } catch (error) {
      options.logger.warn({ err: error, retryMs: delay }, `${options.what} failed; trying again`)
    }
    await new Promise<void>((resolve) => {
      options.clock.setTimer(delay, resolve)
    })
  }
}

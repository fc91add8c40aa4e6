import type { EngineLogger } from '../realtime/server/engineLogger.ts'

/** The ordered ending of a process: what was opened first is closed last. */
export interface Shutdown {
  /** Registers a step when its thing has been opened. A step that takes longer than `limitMs` (10 s) is left behind. */
  add(name: string, step: () => void | Promise<void>, limitMs?: number): void
  /** Runs all steps, last one first; a failing one does not keep the others. Further calls get the same promise. */
  run(reason: string): Promise<void>
  isRunning(): boolean
}

const DEFAULT_LIMIT_MS = 10_000

/** A new list of steps. */
export function createShutdown({ logger }: { logger: EngineLogger }): Shutdown {
  const steps: { name: string; step: () => void | Promise<void>; limitMs: number }[] = []
  let running: Promise<void> | null = null

  const runAll = async (reason: string): Promise<void> => {
    logger.info({ reason }, 'shutting down')
    // Steps may be added while earlier ones run: a start that is interrupted half-way still ends what it opens.
    for (let next = steps.pop(); next !== undefined; next = steps.pop()) {
      const startedAt = performance.now()
      try {
        await within(next.limitMs, next.step)
        logger.info({ step: next.name, ms: Math.round(performance.now() - startedAt) }, 'closed')
      } catch (error) {
        logger.error({ step: next.name, err: error }, 'did not close')
      }
    }
    logger.info({}, 'shut down')
  }

  return {
    add: (name, step, limitMs = DEFAULT_LIMIT_MS) => {
      steps.push({ name, step, limitMs })
    },
    run: (reason) => (running ??= runAll(reason)),
    isRunning: () => running !== null,
  }
}

async function within(limitMs: number, step: () => void | Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${limitMs} ms`)), limitMs)
  })
  try {
    await Promise.race([Promise.resolve().then(step), limit])
  } finally {
    clearTimeout(timer)
  }
}

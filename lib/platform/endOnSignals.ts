import type { EngineLogger } from '../realtime/server/engineLogger.ts'
import type { Shutdown } from './shutdown.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export interface SignalOptions {
  readonly shutdown: Shutdown
  readonly logger: EngineLogger
  /** What SIGHUP does where no terminal can have been closed; null: it ends the process there, too. */
  readonly reopenLog: (() => void) | null
}

/**
 * Ends the process in order on Ctrl-C, `kill` or a closed terminal (exit 0), and after an error that nobody caught
 * (exit 1). A second signal ends it at once. Without a terminal, and with a log file, SIGHUP has that opened anew instead.
 */
export function endOnSignals({ shutdown, logger, reopenLog }: SignalOptions): void {
  let ending = false
  const end = (reason: string, exitCode: number): void => {
    if (ending) process.exit(exitCode === 0 ? 130 : exitCode)
    ending = true
    void shutdown.run(reason).finally(() => process.exit(exitCode))
  }
  for (const signal of SIGNALS) {
    const isForLog = signal === 'SIGHUP' && reopenLog !== null && !process.stdout.isTTY
    process.on(signal, isForLog ? reopenLog : () => end(signal, 0))
  }
  process.on('uncaughtException', (error) => {
    logger.error({ err: error }, 'uncaught exception')
    end('uncaught exception', 1)
  })
  process.on('unhandledRejection', (reason) => {
    logger.error({ err: reason }, 'unhandled rejection')
    end('unhandled rejection', 1)
  })
}

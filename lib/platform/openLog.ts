import type { Logger } from 'pino'
import { createLogger } from './createLogger.ts'
import { openLogFile } from './openLogFile.ts'

/** The process's log as its settings say. `reopen`: opens the log file anew; null where there is none. */
export function openLog(settings: { readonly logLevel: string; readonly logFile: string | null }): {
  readonly logger: Logger
  readonly reopen: (() => void) | null
} {
  const { logLevel: level, logFile } = settings
  if (logFile === null) return { logger: createLogger({ level }), reopen: null }
  // Said without the file, which is what fails.
  const file = openLogFile(logFile, (err) =>
    createLogger({ level: 'error' }).error({ err }, 'the log file cannot be written'),
  )
  return { logger: createLogger({ level, file }), reopen: () => file.reopen() }
}

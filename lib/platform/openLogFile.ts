import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import pino, { type DestinationStream } from 'pino'

/** A file that gets log lines, for its owner only. */
export interface LogFile extends DestinationStream {
  /** Opens the path anew: the file there may have been moved away. Where that fails, lines go to the old one as before. */
  reopen(): void
}

/**
 * Opens a file for log lines, and makes its folder. What cannot be written is told to `onError`: a full disk under the log
 * ends nothing.
 */
export function openLogFile(path: string, onError: (error: Error) => void): LogFile {
  mkdirSync(dirname(path), { recursive: true })
  const file = pino.destination({ dest: path, mode: 0o600, sync: true })
  file.on('error', onError)
  return {
    write: (line) => file.write(line),
    reopen() {
      try {
        // The stream itself does not come back from a failure to open.
        closeSync(openSync(path, 'a', 0o600))
        file.reopen()
      } catch (error) {
        onError(error instanceof Error ? error : new Error(String(error)))
      }
    },
  }
}

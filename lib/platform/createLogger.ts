import pino, { type DestinationStream, type Logger, type StreamEntry } from 'pino'
import { formatLogLine } from './formatLogLine.ts'
import { redact, redactText } from './redact.ts'

export interface LoggerOptions {
  readonly level: string
  /** Gets JSON lines too. */
  readonly file?: DestinationStream | null
  /** Lines for people instead of JSON on standard output; by default when that is a terminal. */
  readonly readable?: boolean
  /** In place of standard output. */
  readonly out?: DestinationStream
}

/**
 * The process's log: JSON lines with ISO times on standard output, or readable ones in a terminal. Passwords, tokens,
 * cookies and keys are taken out of fields, errors and messages before anything is written.
 */
export function createLogger(options: LoggerOptions): Logger {
  const out: DestinationStream = options.out ?? process.stdout
  const readable = options.readable ?? (options.out === undefined && process.stdout.isTTY)
  const streams: StreamEntry[] = [
    { level: 'trace', stream: readable ? { write: (line) => out.write(formatLogLine(line)) } : out },
  ]
  if (options.file) streams.push({ level: 'trace', stream: options.file })
  return pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      hooks: {
        logMethod(args, method) {
          const clean = args.map((arg: unknown) => (typeof arg === 'string' ? redactText(arg) : arg))
          method.apply(this, clean as Parameters<typeof method>)
        },
      },
    },
    pino.multistream(streams),
  )
}

import { ERROR, type ErrorCode } from '../realtime/protocol/errorCode.ts'

export interface AppErrorOptions {
  /** Replaces the table's sentence. Shown to people: no ids, no internals. */
  readonly message?: string
  /** Path of a field (`crate_ids.0`) → what is wrong with it, as a sentence. */
  readonly fields?: Readonly<Record<string, string>>
  /** The row as it is now, already presented: answered as `error.current`. */
  readonly current?: unknown
  /** The try was refused by policy, though the answer may not say so (`not_found`). It is audited. */
  readonly denied?: boolean
  /** Milliseconds after which another try makes sense; sent as Retry-After. */
  readonly retryAfterMs?: number
  readonly cause?: unknown
}

/** On every instance, whichever copy of this module made it: `server.ts` and Next's bundles each have one. */
const BRAND = Symbol.for('wardline.appError')

/** A failure with a name in the one error table. Thrown at a border of meaning, answered at a border of the process. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: Readonly<Record<string, string>> | undefined
  readonly current: unknown
  readonly denied: boolean
  readonly retryAfterMs: number | undefined
  readonly [BRAND] = true

  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return typeof value === 'object' && value !== null && BRAND in value
  }

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.message ?? ERROR[code].message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.fields = options.fields
    this.current = options.current
    this.denied = options.denied ?? code === 'forbidden'
    this.retryAfterMs = options.retryAfterMs
  }

  /** The HTTP status that belongs to the code. */
  get status(): number {
    return ERROR[this.code].status
  }
}

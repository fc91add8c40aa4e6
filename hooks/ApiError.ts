import type { ErrorCode } from '@/lib/realtime/protocol/errorCode.ts'

/** What an answer outside 2xx said, or why there was none. */
export interface ApiErrorDetails {
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  /** The error table's code, or `network` when no answer came. */
  readonly code: ErrorCode | 'network'
  readonly message: string
  /** Sentences by field name, for forms. */
  readonly fields?: Readonly<Record<string, string>>
  /** The row as it stands now, with `conflict`. */
  readonly current?: unknown
  readonly requestId?: string | undefined
}

/** A request that failed, as hooks and forms see it. */
export class ApiError extends Error {
  readonly status: number
  readonly code: ErrorCode | 'network'
  readonly fields: Readonly<Record<string, string>>
  readonly current: unknown
  readonly requestId: string | null

  constructor(details: ApiErrorDetails) {
    super(details.message)
    this.name = 'ApiError'
    this.status = details.status
    this.code = details.code
    this.fields = details.fields ?? {}
    this.current = details.current
    this.requestId = details.requestId ?? null
  }
}

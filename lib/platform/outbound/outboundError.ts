/** `temporary`: another try may help. `permanent`: none does. `gone`: the address is no more. */
export type OutboundFailure = 'temporary' | 'permanent' | 'gone'

/** Why something was not sent. `reason` is a word or code for admins, without anything that was to be sent. */
export class OutboundError extends Error {
  readonly failure: OutboundFailure
  readonly reason: string
  /** Milliseconds for which the other side asked to be left alone. */
  readonly retryAfterMs: number | null

  constructor(failure: OutboundFailure, reason: string, retryAfterMs: number | null = null) {
    super(`not sent: ${reason}`)
    this.name = 'OutboundError'
    this.failure = failure
    this.reason = reason
    this.retryAfterMs = retryAfterMs
  }
}

/** What an HTTP status means for the next try (RFC 9110): overload and trouble pass, everything else does not. */
export function failureOfStatus(status: number): OutboundFailure {
  return status === 408 || status === 425 || status === 429 || status >= 500 ? 'temporary' : 'permanent'
}

/** `Retry-After` in milliseconds; null: there is none that can be read. */
export function readRetryAfter(header: string | null | undefined, now: number): number | null {
  if (header === null || header === undefined) return null
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1_000
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

/** What broke on the way there, as an `OutboundError`. */
export function toOutboundError(error: unknown): OutboundError {
  if (error instanceof OutboundError) return error
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string } }
  if (name === 'AbortError' || name === 'TimeoutError') return new OutboundError('temporary', 'timeout')
  return new OutboundError('temporary', code ?? cause?.code ?? 'unreachable')
}

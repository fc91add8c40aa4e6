/** A try to sign in. The address and device are what our server saw; the rest is what the client sent. */
export interface SignInAttempt {
  readonly email: unknown
  readonly password: unknown
  readonly kind: 'browser' | 'script'
  readonly device: string
  readonly address: string
  /** The session that this browser had: it ends where the new one begins. */
  readonly replaces: string | null
}

export type SignInOutcome =
  | { readonly ok: true; readonly userId: string; readonly sessionId: string }
  | { readonly ok: false; readonly reason: 'refused' }
  | { readonly ok: false; readonly reason: 'rate_limited'; readonly retryAfterMs: number }

/** Where people sign in and out; a domain provides it. Rejects when the database is away. */
export interface SignInDesk {
  /** Life of a browser's session in ms; its cookie lives as long. */
  readonly browserSessionMs: number
  /** Tells nothing about which accounts exist: neither by its outcome nor by the time it takes. */
  signIn(attempt: SignInAttempt): Promise<SignInOutcome>
  /** Ends the session, if it still stands. */
  signOut(sessionId: string, address: string): Promise<void>
}

/**
 * Gives the subprotocols to offer, the protocol's version first. `refresh`: the last ones were refused. Null: there are none any
 * more, sign in again. May reject where that cannot be told now.
 */
export type Credentials = (o: {
  readonly refresh: boolean
}) => Promise<{ readonly protocols: readonly string[] } | null>

/** What HTTP says about the session while sockets fail. */
export type SessionState = 'signed_in' | 'signed_out' | 'unreachable'

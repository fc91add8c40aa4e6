/** Whoever acts, as far as the engine needs to know. Products extend it; the engine only passes it on. */
export interface Actor {
  readonly userId: string
  /** Ends with the session; a token of a script carries the id of its token family's session. */
  readonly sessionId: string
  /** Shown to others in presence and typing. */
  readonly name: string
}

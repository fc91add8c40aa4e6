import type { Actor } from './actor.ts'

/** What an upgrade offers: a session cookie with its connect proof, or a token. */
export type Credential =
  | {
      readonly kind: 'cookie'
      readonly cookies: Readonly<Record<string, string>>
      readonly proof: string | null
    }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'none' }

export type Authentication =
  | { readonly ok: true; readonly actor: Actor; readonly expiresAt: number }
  | {
      readonly ok: false
      readonly reason: 'missing' | 'invalid' | 'expired' | 'revoked' | 'disabled' | 'no_proof'
    }

/** Tells who a credential belongs to, and whether sessions still stand. Rejects when the store is away. */
export interface Authenticator {
  authenticate(credential: Credential): Promise<Authentication>
  /** Of the given sessions, the actors as they are now; a session that has ended is missing from the answer. */
  recheck(sessionIds: readonly string[]): Promise<ReadonlyMap<string, Actor>>
}

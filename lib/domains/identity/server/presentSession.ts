import type { SessionItem } from '../contract.ts'

/** What is read of a session to show it. */
export interface OwnSession {
  readonly id: string
  readonly kind: string
  readonly device: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly activity: { readonly lastSeenAt: Date; readonly address: string } | null
  readonly refresh: { readonly expiresAt: Date } | null
}

/** A session as its owner sees it. A script's ends when its refresh token does. */
export function presentSession(session: OwnSession, currentId: string): SessionItem {
  const { refresh, activity } = session
  const expiresAt = refresh && refresh.expiresAt < session.expiresAt ? refresh.expiresAt : session.expiresAt
  return {
    id: session.id,
    kind: session.kind === 'script' ? 'script' : 'browser',
    device: session.device,
    address: activity?.address ?? null,
    created_at: session.createdAt.toISOString(),
    last_seen_at: activity?.lastSeenAt.toISOString() ?? null,
    expires_at: expiresAt.toISOString(),
    current: session.id === currentId,
  }
}

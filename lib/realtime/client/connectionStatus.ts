/** Why a client stays away until something happens, or cannot get through. */
export type OfflineReason =
  /** No network, or the server does not answer. It keeps trying, slowly. */
  | 'unreachable'
  /** 4008: a newer connection took this one's place. Comes back when the tab is used. */
  | 'replaced'
  /** 4003 or 4010: the server does not want this client. */
  | 'refused'
  /** 4011: the page is older than the server. */
  | 'reload_page'
  /** The client was closed (or not yet started). */
  | 'closed'

/**
 * Where the connection stands. `since`: when it got there, in ms; for `syncing`, `polling` and `offline` when data was last live
 * (or the first try began). `retryAt`: when it tries next; null while it is trying, or waits for something else than time.
 */
export type ConnectionStatus =
  | { readonly state: 'connecting'; readonly since: number }
  | {
      readonly state: 'live'
      readonly since: number
      readonly connectionId: string
      readonly userId: string | null
      /** What the server does without just now, e.g. `redis`. Empty when all is well. */
      readonly degraded: readonly string[]
    }
  | { readonly state: 'syncing'; readonly since: number; readonly retryAt: number | null }
  | { readonly state: 'polling'; readonly since: number; readonly retryAt: number | null }
  | {
      readonly state: 'offline'
      readonly since: number
      readonly retryAt: number | null
      readonly reason: OfflineReason
    }
  | { readonly state: 'signed_out'; readonly since: number }

import type { ReconnectWindow } from '../protocol/topicName.ts'

/** The engine's numbers. Times in ms, sizes in bytes. Defaults are the ones of SPEC.md. */
export interface RealtimeSettings {
  /** Default 30,000. */
  readonly heartbeatMs: number
  /** A connection from which no byte came for this long is closed 4203. Default 120,000. */
  readonly connectionTimeoutMs: number
  /** Over all processes while the backplane works. Default 10. */
  readonly maxConnectionsPerUser: number
  /** Per process. Default 10,000. */
  readonly maxConnections: number
  /** Events kept in memory per active topic, and the longest gap that is replayed. Default 1,000. */
  readonly historySize: number
  /** Default 500. */
  readonly maxSubscriptions: number
  /** How often every session is checked again. Default 60,000. */
  readonly recheckMs: number
  /** Allowed `Origin`s, as `https://host[:port]`; empty: the request's own Host only. */
  readonly allowedOrigins: readonly string[]
  /** Allowed `Host` names without port; empty: any. A leading dot allows subdomains. */
  readonly allowedHosts: readonly string[]
  /** Addresses or CIDR ranges whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  /** Whether `?token=` is read. */
  readonly queryToken: boolean
  readonly reconnect: ReconnectWindow
}

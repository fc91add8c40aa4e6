/** What the process of the many clients is told, and what it tells. */
export type StormOrder =
  /** Connect, one client for each token, all to the first address. */
  | { readonly kind: 'connect'; readonly addresses: readonly string[]; readonly tokens: readonly string[] }
  /** The process behind the first address ends now; tell how it went when so many are live again, or the time is over. */
  | { readonly kind: 'measure'; readonly share: number; readonly withinMs: number }

export type StormNews =
  | { readonly kind: 'live'; readonly clients: number }
  | {
      readonly kind: 'measured'
      /** Clients that are live and complete again. */
      readonly live: number
      readonly tookMs: number
      /** Most connections that were opened within one second. */
      readonly peakPerSecond: number
      /** Tries that failed. */
      readonly failures: number
      /** Topics that were told to start over. */
      readonly told: number
    }

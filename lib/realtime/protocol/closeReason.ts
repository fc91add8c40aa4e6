/** What a client does after a close, told by the code's range (SPEC CON-6). */
export type CloseRange = 'stay_closed' | 'reconnect' | 'back_off' | 'start_over'

/** One way a connection ends: a code, a word for logs and metrics, a sentence for people. */
export interface CloseReason {
  readonly code: number
  readonly name: string
  readonly text: string
}

/** Every way in which a server closes a connection. */
export const CLOSE = {
  goingAway: { code: 1001, name: 'going_away', text: 'The page was closed.' },
  tooLarge: { code: 1009, name: 'too_large', text: 'A frame was larger than 64 KiB.' },
  unauthenticated: {
    code: 4001,
    name: 'unauthenticated',
    text: 'The session or token is missing, expired or revoked.',
  },
  forbidden: { code: 4003, name: 'forbidden', text: 'This account may not use this address.' },
  replaced: {
    code: 4008,
    name: 'replaced',
    text: 'Too many connections: a newer one took the place of this one.',
  },
  abuse: { code: 4010, name: 'protocol_abuse', text: 'Too many frames that are not valid.' },
  reloadPage: { code: 4011, name: 'reload_page', text: 'This page is older than the server. Reload it.' },
  draining: { code: 4200, name: 'draining', text: 'The server restarts. Reconnect within the window given.' },
  slowConsumer: {
    code: 4202,
    name: 'slow_consumer',
    text: 'The client reads too slowly. Reconnect and resume.',
  },
  heartbeatTimeout: {
    code: 4203,
    name: 'heartbeat_timeout',
    text: 'Nothing was heard from the client for too long.',
  },
  internal: { code: 4300, name: 'internal', text: 'Something went wrong on the server.' },
  overloaded: { code: 4301, name: 'overloaded', text: 'The server is overloaded.' },
  rateLimited: { code: 4302, name: 'rate_limited', text: 'Too many frames for too long.' },
  startOver: { code: 4400, name: 'start_over', text: 'History or rights were reset. Fetch everything anew.' },
} as const satisfies Record<string, CloseReason>

/** Codes outside 4000–4999 (1000, 1001, 1006, 1011, …) count as a drop in transit. */
export function closeRange(code: number): CloseRange {
  if (code >= 4000 && code < 4100) return 'stay_closed'
  if (code >= 4300 && code < 4400) return 'back_off'
  if (code >= 4400 && code < 4500) return 'start_over'
  return 'reconnect'
}

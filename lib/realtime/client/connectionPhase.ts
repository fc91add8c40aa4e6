import type { ConnectionStatus, OfflineReason } from './connectionStatus.ts'
import type { OpenSocket } from './socketPort.ts'

/** Failures in a row after which people are told "Offline". */
const FAILURES_UNTIL_OFFLINE = 10

/** Where the machine is. What a field says is true only in its phase. */
export type Phase =
  | { readonly phase: 'closed' }
  /** Sockets are switched off: it only polls. */
  | { readonly phase: 'socketless' }
  | { readonly phase: 'preparing' }
  | {
      readonly phase: 'opening'
      readonly socket: OpenSocket
      readonly stopTimer: () => void
      hasOpened: boolean
    }
  | { readonly phase: 'open'; readonly socket: OpenSocket; readonly stopTimer: () => void }
  | {
      readonly phase: 'waiting'
      readonly retryAt: number
      readonly isPatient: boolean
      readonly stopTimer: () => void
    }
  | { readonly phase: 'ended'; readonly reason: Exclude<OfflineReason, 'unreachable'> | 'signed_out' }

/** What people are told while no connection stands. */
export type DownStatus = Exclude<ConnectionStatus, { state: 'live' }>

/** What the machine remembers over its phases, as far as people are told. */
export interface Remembered {
  /** When data was last live, or the first try began. */
  readonly since: number
  /** In a row. */
  readonly failures: number
  readonly wasEstablished: boolean
  /** HTTP works and sockets do not. */
  readonly isBlocked: boolean
  /** No answer to polling either. */
  readonly isAway: boolean
}

/** What people are told (CLI-4). Null while a connection stands. */
export function statusOf(phase: Phase, remembered: Remembered): DownStatus | null {
  const { since, failures, wasEstablished, isBlocked, isAway } = remembered
  const retryAt = phase.phase === 'waiting' ? phase.retryAt : null
  const offline = (reason: OfflineReason): DownStatus => ({ state: 'offline', since, retryAt, reason })
  if (phase.phase === 'open') return null
  if (phase.phase === 'closed') return offline('closed')
  if (phase.phase === 'ended') {
    return phase.reason === 'signed_out' ? { state: 'signed_out', since } : offline(phase.reason)
  }
  if (isAway) return offline('unreachable')
  if (isBlocked || phase.phase === 'socketless') return { state: 'polling', since, retryAt }
  if (failures >= FAILURES_UNTIL_OFFLINE) return offline('unreachable')
  if (failures > 0 || wasEstablished) return { state: 'syncing', since, retryAt }
  return { state: 'connecting', since }
}

import type { ConnectionStatus } from '../connectionStatus.ts'
import type { WakeReason } from '../pageSignals.ts'
import type { ValidFrame } from '../readServerFrame.ts'

/** What the tab with the socket passes on: the events of a line, and signs of life. */
export type LeaderWord =
  | { readonly kind: 'led'; readonly status: ConnectionStatus }
  | { readonly kind: 'frame'; readonly read: ValidFrame }
  | { readonly kind: 'lost'; readonly keepsCursors: boolean }
  | { readonly kind: 'polling'; readonly isPolling: boolean }
  | { readonly kind: 'alive' }

/** What tabs of one session and one build say to each other. `from` is the tab's id. */
export type TabMessage = { readonly from: string } & (
  | { readonly kind: 'lead' }
  | { readonly kind: 'hello' }
  | { readonly kind: 'welcome'; readonly to: string; readonly words: readonly LeaderWord[] }
  | { readonly kind: 'tell'; readonly to: readonly string[]; readonly word: LeaderWord }
  | { readonly kind: 'send'; readonly frame: object }
  | { readonly kind: 'wake'; readonly why: WakeReason }
  | { readonly kind: 'ask' }
  | { readonly kind: 'bye' }
)

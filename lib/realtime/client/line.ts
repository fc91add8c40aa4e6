import type { ConnectionStatus } from './connectionStatus.ts'
import type { PollOutcome } from './headPoller.ts'
import type { WakeReason } from './pageSignals.ts'
import type { ValidFrame } from './readServerFrame.ts'

/** Where a client's frames go and come from: a connection of its own, or one that it shares with other tabs. */
export interface Line {
  start(): void
  close(): void
  /** Something suggests to look whether the line stands, or to try at once. */
  wake(why: WakeReason): void
  /** False when no connection stands. True does not promise that the frame arrives. */
  send(frame: object): boolean
  /** How this client's last look at the heads went, while it polls. */
  polled(outcome: PollOutcome): void
  /** What this client tells people now. */
  shown(status: ConnectionStatus): void
}

/** What a line tells its client, in order. */
export interface LineEvents {
  /** No connection stands. */
  readonly onStatus: (status: ConnectionStatus) => void
  /** What the client at whose line this one hangs tells people: this one tells the same. Null: it hangs at nobody's. */
  readonly onLed: (status: ConnectionStatus | null) => void
  /** `connection_established` is the first of a connection. */
  readonly onFrame: (read: ValidFrame) => void
  /** The connection that was established is gone. */
  readonly onLost: (keepsCursors: boolean) => void
  /** From now on the client must poll, and tell `polled`; or need not any more. */
  readonly onPolling: (isPolling: boolean) => void
}

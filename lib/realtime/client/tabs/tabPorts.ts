import type { TabMessage } from './tabMessage.ts'

/** What is needed of the browser's Web Locks. */
export interface TabLocks {
  /**
   * Runs `hold` once the name is free, and keeps it until that promise settles. Rejects when it is taken away (`steal`), is
   * called off, or cannot be had at all.
   */
  request(
    name: string,
    options: { readonly steal?: boolean; readonly signal?: AbortSignal },
    hold: () => Promise<void>,
  ): Promise<unknown>
}

/** What is needed of a BroadcastChannel: the others hear each message, in the order of each sender. */
export interface TabChannel {
  onmessage: ((event: { readonly data: TabMessage }) => void) | null
  postMessage(message: TabMessage): void
  close(): void
}

/** How the tabs of one browser find each other. */
export interface TabPorts {
  /** The same for pages of one session and one build, and for nobody else. */
  readonly name: string
  readonly locks: TabLocks
  openChannel(name: string): TabChannel
}

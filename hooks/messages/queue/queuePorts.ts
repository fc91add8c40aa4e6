import type { SealedStore } from './createSealedStore.ts'

/** What one tab tells the others of the same person. */
export type QueueWord =
  /** Something was added, refused, tried again or discarded: look. */
  | { readonly kind: 'changed' }
  /** It is there. */
  | { readonly kind: 'sent'; readonly id: string }
  /** One has signed out. */
  | { readonly kind: 'wiped' }

/** What a queue needs of the browser so that it outlives its page, and only one tab sends. */
export interface QueuePorts {
  readonly store: SealedStore
  /** Runs `act` while no other tab of this person runs one. */
  alone(act: () => Promise<void>): Promise<void>
  tell(word: QueueWord): void
  hear(listener: (word: QueueWord) => void): void
}

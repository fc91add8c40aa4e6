import { browserRows, wipeBrowserRows } from './browserRows.ts'
import { createSealedStore } from './createSealedStore.ts'
import type { QueuePorts, QueueWord } from './queuePorts.ts'

const CHANNEL = 'wardline.writing'
let known: { readonly userId: string; readonly ports: QueuePorts } | null = null

/**
 * What this browser offers to keep a person's unsent words. Null where it cannot seal them or tabs cannot agree who sends:
 * plain http has neither WebCrypto nor Web Locks.
 */
export function browserQueue(userId: string): QueuePorts | null {
  if (typeof window === 'undefined' || !mayKeep()) return null
  if (known?.userId !== userId) known = { userId, ports: openQueue(userId) }
  return known.ports
}

/** Forgets what anybody wrote in this browser and did not send; other tabs hear of it. */
export async function wipeBrowserQueue(): Promise<void> {
  if (!mayKeep()) return
  await wipeBrowserRows()
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage({ kind: 'wiped' } satisfies QueueWord)
  channel.close()
}

const mayKeep = (): boolean =>
  window.isSecureContext &&
  typeof indexedDB !== 'undefined' &&
  typeof BroadcastChannel !== 'undefined' &&
  'locks' in navigator

function openQueue(userId: string): QueuePorts {
  const store = createSealedStore({ rows: browserRows(userId), crypto, userId, now: Date.now })
  const channel = new BroadcastChannel(CHANNEL)
  return {
    store,
    alone: (act) => navigator.locks.request(`${CHANNEL} ${userId}`, act),
    tell: (word) => channel.postMessage(word),
    hear(listener) {
      channel.addEventListener('message', ({ data }: MessageEvent<QueueWord>) => listener(data))
    },
  }
}

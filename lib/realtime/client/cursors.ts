import type { Cursor } from '../protocol/cursor.ts'

/**
 * What a seq means where a topic stands: it is the next one, was seen before, leaves a hole, or the position is not known.
 */
export type SeqVerdict = 'next' | 'seen' | 'hole' | 'unplaced'

/** Where each topic stands. A topic's generation names one unbroken run of its history. */
export interface Cursors {
  get(topic: string): Cursor | null
  /** Null where the topic has no cursor. */
  generation(topic: string): number | null
  /** Begins a new run of the topic's history at the cursor. */
  place(topic: string, cursor: Cursor): number
  /** Takes a seq, if it is the next one. */
  take(topic: string, seq: number): SeqVerdict
  drop(topic: string): void
  clear(): void
}

/** Each seq is taken at most once and in order within a generation; a gap is never stepped over. */
export function createCursors(): Cursors {
  const standing = new Map<string, { cursor: Cursor; readonly generation: number }>()
  let lastGeneration = 0

  return {
    get: (topic) => standing.get(topic)?.cursor ?? null,
    generation: (topic) => standing.get(topic)?.generation ?? null,
    place(topic, { epoch, seq }) {
      lastGeneration += 1
      standing.set(topic, { cursor: { epoch, seq }, generation: lastGeneration })
      return lastGeneration
    },
    take(topic, seq) {
      const place = standing.get(topic)
      if (!place) return 'unplaced'
      if (seq <= place.cursor.seq) return 'seen'
      if (seq > place.cursor.seq + 1) return 'hole'
      place.cursor = { epoch: place.cursor.epoch, seq }
      return 'next'
    },
    drop: (topic) => void standing.delete(topic),
    clear: () => standing.clear(),
  }
}

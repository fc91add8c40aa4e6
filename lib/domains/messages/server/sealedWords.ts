import { open, seal, SealBroken } from '../../../platform/crypto/seal.ts'

/** Where words stand: they open nowhere else, so nobody can move them to another row, conversation or sender. */
export interface WordsPlace {
  readonly table:
    'conversations' | 'messages' | 'message_attachments' | 'message_attachment_bytes' | 'message_drafts'
  readonly rowId: string
  readonly conversationId: string
  /** Who wrote them; empty for what is nobody's own, as a group's name. */
  readonly senderId: string
}

/** Words as they are stored. */
export function sealWords(key: Buffer, words: string, place: WordsPlace): Buffer<ArrayBuffer> {
  return seal(key, Buffer.from(words, 'utf8'), placeOf(place))
}

/** Null: they cannot be read, since they, their place or their key were changed. */
export function openWords(key: Buffer | null, sealed: Uint8Array, place: WordsPlace): string | null {
  return openBytes(key, sealed, place)?.toString('utf8') ?? null
}

export function sealBytes(key: Buffer, bytes: Uint8Array, place: WordsPlace): Buffer<ArrayBuffer> {
  return seal(key, bytes, placeOf(place))
}

/** Null as with words. */
export function openBytes(
  key: Buffer | null,
  sealed: Uint8Array,
  place: WordsPlace,
): Buffer<ArrayBuffer> | null {
  if (key === null) return null
  try {
    return open(key, sealed, placeOf(place))
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}

const placeOf = ({ table, rowId, conversationId, senderId }: WordsPlace): readonly string[] => [
  table,
  rowId,
  conversationId,
  senderId,
]

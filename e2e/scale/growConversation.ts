import { randomInt } from 'node:crypto'
import { v7 } from 'uuid'
import { createKeyRing } from '../../lib/platform/crypto/keyRing.ts'
import { readRingKeys } from '../../lib/platform/crypto/readRingKeys.ts'
import { keyPlace } from '../../lib/domains/messages/server/conversationKeys.ts'
import { bodyPlace } from '../../lib/domains/messages/server/presentMessage.ts'
import { sealWords } from '../../lib/domains/messages/server/sealedWords.ts'
import type { DemoDatabase } from '../harness/demoDatabase.ts'

const SLICE = 5_000
const MINUTE_MS = 60_000
const WORDS =
  'bed four is free the films of room twelve are back please call the ward before noon thank you'.split(' ')

/** Fills a conversation up to `count` messages of its people, minutes apart, the last one now: sealed as the server does it. */
export async function growConversation(
  database: DemoDatabase,
  o: {
    readonly id: string
    readonly ring: string
    readonly count: number
    readonly senderIds: readonly string[]
  },
): Promise<void> {
  const { id: conversationId, count, senderIds } = o
  const [stored] = await database.query<{ keyId: string; wrapped: Buffer }>(
    'SELECT key_id AS "keyId", wrapped FROM conversation_keys WHERE conversation_id = $1',
    [conversationId],
  )
  const [head] = await database.query<{ last: number }>(
    'SELECT last_number AS last FROM conversation_heads WHERE conversation_id = $1',
    [conversationId],
  )
  if (!stored || !head) throw new Error('say something there first')
  const key = createKeyRing(readRingKeys(o.ring) ?? []).unwrap(stored, keyPlace(conversationId))
  const now = Date.now()
  for (let from = head.last + 1; from <= count; from += SLICE) {
    const numbers = Array.from({ length: Math.min(SLICE, count - from + 1) }, (_, index) => from + index)
    const rows = numbers.map((number) => {
      const msecs = now - (count - number) * MINUTE_MS
      const place = {
        id: v7({ msecs }),
        conversationId,
        senderId: senderIds[Math.floor(number / 3) % senderIds.length] ?? '',
      }
      const at = new Date(msecs).toISOString()
      return { ...place, number, at, body: sealWords(key, wordsOf(number), bodyPlace(place)) }
    })
    await database.query(
      `INSERT INTO messages (id, conversation_id, number, sender_id, body, created_at)
       SELECT id, $1, number, sender, body, at FROM unnest($2::uuid[], $3::int[], $4::uuid[], $5::bytea[], $6::timestamptz[])
           AS row (id, number, sender, body, at)`,
      [
        conversationId,
        rows.map(({ id }) => id),
        numbers,
        rows.map(({ senderId }) => senderId),
        rows.map(({ body }) => body),
        rows.map(({ at }) => at),
      ],
    )
  }
  await database.query(
    'UPDATE conversation_heads SET last_number = $2, last_message_at = now() WHERE conversation_id = $1',
    [conversationId, count],
  )
}

/** From one word to a paragraph; the number stands in it. */
function wordsOf(number: number): string {
  const length = randomInt(10) === 0 ? randomInt(40, 120) : randomInt(1, 20)
  return [`no ${number}:`, ...Array.from({ length }, () => WORDS[randomInt(WORDS.length)])].join(' ')
}

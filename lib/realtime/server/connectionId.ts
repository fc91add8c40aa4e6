import { randomFillSync } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'

const ID_BYTES = 16
const pool = Buffer.alloc(ID_BYTES * 256)
let taken = pool.length
let lastMs = 0
let seq = 0

/**
 * A uuid v7, greater than each before it in this process. Randomness is fetched for many at a time: fetching costs more than
 * all the rest.
 */
export function createConnectionId(): string {
  if (taken === pool.length) {
    randomFillSync(pool)
    taken = 0
  }
  const random = pool.subarray(taken, taken + ID_BYTES)
  taken += ID_BYTES
  const now = Date.now()
  // A new millisecond begins anywhere in the lower half, so that it never runs over.
  seq = now > lastMs ? random.readUInt32BE(6) >>> 1 : seq + 1
  lastMs = Math.max(lastMs, now)
  return uuidv7({ random, msecs: lastMs, seq })
}

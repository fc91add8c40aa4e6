import { v7 } from 'uuid'
import type { Random } from './seededRandom.ts'

/** An id as clients make it, from the test's own randomness. */
export function uuidv7(random: Random): string {
  return v7({ random: Uint8Array.from({ length: 16 }, () => random.between(0, 255)) })
}

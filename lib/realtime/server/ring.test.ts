import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Ring } from './ring.ts'

test('[HUB-9] a ring holds the last of a series, without a gap, whatever is put in at either end', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 7 }) }),
    fc.record({ kind: fc.constant('prepend' as const), count: fc.integer({ min: 1, max: 7 }) }),
  )
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.nat(50),
      fc.array(step, { maxLength: 12 }),
      (size, start, steps) => {
        const ring = new Ring<number>(size)
        ring.restartAfter(start)
        let last = start
        for (const { count, kind } of steps) {
          if (kind === 'append') for (let at = 0; at < count; at += 1) ring.append((last += 1))
          else {
            const before = ring.firstSeq - 1
            ring.prepend(
              Array.from(
                { length: Math.min(count, before) },
                (_, at) => before - Math.min(count, before) + at + 1,
              ),
            )
          }
          expect(ring.length).toBeLessThanOrEqual(size)
          expect(ring.lastSeq).toBe(last)
          for (let seq = ring.firstSeq; seq <= ring.lastSeq; seq += 1) expect(ring.get(seq)).toBe(seq)
          expect(ring.get(ring.firstSeq - 1)).toBeUndefined()
          expect(ring.get(ring.lastSeq + 1)).toBeUndefined()
        }
      },
    ),
  )
})

import { randomInt } from 'node:crypto'
import type { TestInfo } from '@playwright/test'
import { createRandom, type Random } from './seededRandom.ts'

/** Fresh randomness for each run; `WARDLINE_SEED` repeats one. The seed stands with the test's result. */
export function chooseSeed(testInfo: TestInfo): Random {
  const seed = Number(process.env['WARDLINE_SEED'] ?? randomInt(2 ** 31))
  testInfo.annotations.push({ type: 'seed', description: `WARDLINE_SEED=${seed}` })
  process.stdout.write(`${testInfo.title}: WARDLINE_SEED=${seed}\n`)
  return createRandom(seed)
}

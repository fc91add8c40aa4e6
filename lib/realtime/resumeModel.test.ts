import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLiveClient } from './client/createLiveClient.ts'
import { createSharedLine } from './client/tabs/sharedLine.ts'
import { createTestGateway } from './testing/createTestGateway.ts'
import { story } from './testing/model/happening.ts'
import { runStory } from './testing/model/runStory.ts'

const engine = { createLiveClient, createSharedLine, createTestGateway, app: { fetchesWhenHeard: true } }

test('[HUB-1] [HUB-7] [HUB-9] [CLI-7] whatever happens: in order, once, no gap unsaid, nothing without a right, as a fresh fetch', async () => {
  // The same stories each time; the long run draws new ones.
  const seed = Number(process.env['WARDLINE_SEED'] ?? 1)
  process.stdout.write(`the resume model: WARDLINE_SEED=${seed}\n`)
  await fc.assert(
    fc.asyncProperty(story, async (each) => {
      expect(await runStory(engine, each)).toEqual([])
    }),
    { seed, numRuns: 60 },
  )
}, 60_000)

import { expect, test } from 'vitest'
import { createProgress } from './progress.mjs'

test('lines carry the seconds since the start; a step that said something says how long it took', async () => {
  const lines: string[] = []
  let now = 1_000
  const { say, timed } = createProgress({ write: (line) => lines.push(line), now: () => now })
  say('begin')
  now += 1_500
  await timed(() => Promise.resolve())
  await timed(() => {
    say('building')
    now += 2_000
    return Promise.resolve()
  })
  expect(lines).toEqual(['   0.0 s  begin\n', '   1.5 s  building\n', '   3.5 s    done in 2.0 s\n'])
})

import { expect, test } from 'vitest'
import { VERDICT_NAMES, type VerdictName } from '../judge.ts'
import { judgeTalk } from './judgeTalk.ts'
import type { Heard, Line, Said, Talk } from './talk.ts'

const LINES: readonly Line[] = [
  { number: 2, content: 'a1' },
  { number: 3, content: 'b1' },
  { number: 4, content: 'a2' },
]

/** Two people say three things, and both see them. */
const good = (): Talk => ({
  said: [said('a1', 'a'), said('b1', 'b'), said('a2', 'a')],
  stored: [2, 3, 4],
  heard: [heard('a'), heard('b')],
  overheard: [],
})

const said = (id: string, sender: string, change: Partial<Said> = {}): Said => ({
  id,
  sender,
  over: 'REST',
  sentAt: 0,
  knownAt: 1,
  tries: 1,
  ...change,
})
const heard = (name: string, change: Partial<Heard> = {}): Heard => ({
  name,
  arrived: [LINES],
  live: LINES,
  reloaded: LINES,
  holes: [],
  ...change,
})
const without = (content: string) => LINES.filter((line) => line.content !== content)
/** The second one sees it so. */
const seen = (change: Partial<Heard>): Partial<Talk> => ({ heard: [heard('a'), heard('b', change)] })

const found = (change: Partial<Talk>): readonly VerdictName[] => {
  const judgement = judgeTalk({ ...good(), ...change })
  return VERDICT_NAMES.filter((name) => judgement[name].length > 0)
}

test('a good conversation has no findings', () => {
  expect(found({})).toEqual([])
})

test.each<readonly [string, Partial<Talk>, VerdictName]>([
  ['is not there live', seen({ live: without('b1') }), 'lost'],
  ['is not there after a reload', seen({ reloaded: without('b1') }), 'lost'],
  ['was said by nobody', { said: [said('a1', 'a'), said('a2', 'a')] }, 'phantom'],
  ['was heard by a stranger', { overheard: ['a frame'] }, 'leaked'],
  ['is missing without a word', seen({ holes: ['a gap'] }), 'skipped'],
  ['came before an earlier one', seen({ arrived: [LINES.toReversed()] }), 'out of order'],
  ['has a number with a gap before it', { stored: [2, 4, 5] }, 'out of order'],
  ['stands before what its sender said earlier', { said: good().said.toReversed() }, 'out of order'],
  [
    'has another number for one',
    seen({ reloaded: [...without('a2'), { number: 5, content: 'a2' }] }),
    'out of order',
  ],
  ['is there twice', seen({ reloaded: [...LINES, { number: 5, content: 'a1' }] }), 'doubled effect'],
  ['came twice', seen({ arrived: [[...LINES, { number: 5, content: 'a1' }]] }), 'doubled effect'],
  [
    'says something else after a reload',
    seen({ live: [...LINES, { number: 5, content: 'a1' }] }),
    'diverged',
  ],
  [
    'was never answered',
    { said: [said('a1', 'a', { knownAt: null }), ...good().said.slice(1)] },
    'undecided',
  ],
])('a message that %s is found', (_what, change, verdict) => {
  expect(found(change)).toContain(verdict)
})

test('where the server said that something was missed, the order begins anew', () => {
  expect(found(seen({ arrived: [LINES, LINES] }))).toEqual([])
})

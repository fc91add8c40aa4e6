import { expect, test } from 'vitest'
import { type BenchLine, formatReport, isOver } from './benchReport.ts'

const line = (over: Partial<BenchLine>): BenchLine => ({
  what: 'x',
  measured: 1,
  unit: '×',
  limit: 2,
  ...over,
})

test('over is what measured more than its limit, and what measured nothing sensible', () => {
  expect(isOver(line({ measured: 2 }))).toBe(false)
  expect(isOver(line({ measured: 2.01 }))).toBe(true)
  expect(isOver(line({ measured: NaN }))).toBe(true)
  expect(isOver(line({ measured: 3, limit: null }))).toBe(false)
  expect(isOver(line({ measured: null }))).toBe(false)
})

test('a report says where, when, how much of how much, and what was skipped', () => {
  const text = formatReport({
    bench: 'fanout',
    date: '2026-01-02T03:04:05.000Z',
    machine: 'a machine',
    seed: 7,
    isShort: false,
    lines: [
      line({ what: 'much', measured: 12_345.6, unit: 'bytes', limit: 10_000 }),
      line({ what: 'none', measured: null, limit: null, note: 'too few files may be open' }),
    ],
  })
  expect(text.split('\n')).toEqual([
    'fanout, 2026-01-02, seed 7',
    'a machine',
    '',
    '| what |         measured |        limit |                      note |',
    '| ---- | ---------------: | -----------: | ------------------------: |',
    '| much | 12,346 bytes (!) | 10,000 bytes |                           |',
    '| none |          skipped |              | too few files may be open |',
  ])
})

import { expect, test } from 'vitest'
import { measure, quantile } from './measure.ts'

test('quantiles are values that were measured', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([quantile(values, 0.5), quantile(values, 0.95), quantile(values, 1)]).toEqual([50, 95, 100])
  expect(quantile([7], 0.5)).toBe(7)
  expect(quantile([], 0.5)).toBeNaN()
})

test('the baseline is asked before every case, and the rounds that warm up do not count', async () => {
  const asked: string[] = []
  const of = (name: string) => ({
    name,
    run: () => {
      asked.push(name)
      return Promise.resolve()
    },
  })
  const rounds: number[] = []
  const results = await measure([of('a'), of('b')], {
    baseline: of('base'),
    rounds: 2,
    onRound: (round) => rounds.push(round),
  })
  expect(asked.slice(0, 4)).toEqual(['base', 'a', 'base', 'b'])
  expect(asked).toHaveLength(5 * 4)
  expect(rounds).toEqual([0, 0, 0, 1, 2])
  expect(results.map(({ name }) => name)).toEqual(['base', 'a', 'b'])
  expect(results[0]?.ratio).toBe(1)
})

import { expect, test } from 'vitest'
import { snoozeChoices } from './snoozeChoices'

const untilOf = (now: string, zone = 'Europe/Vienna') =>
  Object.fromEntries(
    snoozeChoices(Date.parse(now), zone).map(({ label, until }) => [label, until.toISOString()]),
  )

test('mornings and evenings are those of the site', () => {
  // A Wednesday, 10:00 in Vienna.
  expect(untilOf('2026-11-25T09:00:00.000Z')).toEqual({
    'For an hour': '2026-11-25T10:00:00.000Z',
    'For four hours': '2026-11-25T13:00:00.000Z',
    'Until this evening': '2026-11-25T17:00:00.000Z',
    'Until tomorrow morning': '2026-11-26T07:00:00.000Z',
    'Until Monday morning': '2026-11-30T07:00:00.000Z',
  })
})

test('late in the day there is no evening to come, and on a Monday the next one is meant', () => {
  const choices = untilOf('2026-11-30T20:00:00.000Z')
  expect(choices).not.toHaveProperty('Until this evening')
  expect(choices['Until Monday morning']).toBe('2026-12-07T07:00:00.000Z')
})

test('eight in the morning stays eight when the clock changes in between', () => {
  expect(untilOf('2026-03-28T12:00:00.000Z')['Until tomorrow morning']).toBe('2026-03-29T06:00:00.000Z')
  expect(untilOf('2026-10-24T12:00:00.000Z')['Until tomorrow morning']).toBe('2026-10-25T07:00:00.000Z')
  const west = untilOf('2026-03-07T20:00:00.000Z', 'America/Los_Angeles')
  expect(west['Until tomorrow morning']).toBe('2026-03-08T15:00:00.000Z')
})

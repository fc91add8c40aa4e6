import { expect, test } from 'vitest'
import { siteYear } from './siteYear.ts'

test('the year turns at midnight of the site, not of Greenwich', () => {
  const at = Date.parse('2026-12-31T23:30:00Z')
  expect(siteYear(at, 'Europe/Berlin')).toBe(2027)
  expect(siteYear(at, 'UTC')).toBe(2026)
  expect(siteYear(at, 'America/New_York')).toBe(2026)
})

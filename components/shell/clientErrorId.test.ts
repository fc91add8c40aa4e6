import { expect, test } from 'vitest'
import { clientErrorId } from './clientErrorId'

test('the id tells when it was, and two of one moment differ', () => {
  const now = Date.parse('2026-11-21T08:00:00Z')
  const id = clientErrorId(now, 0.5)
  expect(id).toMatch(/^client-[0-9a-z]+-[0-9a-z]{2}$/)
  expect(parseInt(id.split('-')[1] ?? '', 36)).toBe(now)
  expect(clientErrorId(now, 0)).not.toBe(id)
  expect(clientErrorId(now, 0.9999)).toMatch(/-[0-9a-z]{2}$/)
})

import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { requestNotifications, type RequestFacts } from './requestNotifications.ts'

const at = new Date('2026-11-25T08:00:00Z')
const facts: RequestFacts = {
  id: uuidv7(),
  kind: 'transfer',
  status: 'sent_back',
  unitId: uuidv7(),
  toUnitId: uuidv7(),
  createdById: uuidv7(),
  createdAt: at,
  releasedAt: null,
  decidedAt: null,
}

test('managers hear that what came back was put right, not that it is to go elsewhere meanwhile', () => {
  const rule = requestNotifications.find(({ name }) => name === 'archive.sendback')
  const event = {
    topic: `item:request:${facts.id}`,
    entity: 'sendback',
    action: 'updated' as const,
    data: { id: uuidv7(), request_id: facts.id },
    actorId: facts.createdById,
    at,
  }
  expect(rule?.judge(event, facts)).toEqual({})
  const answered = rule?.judge(event, { ...facts, status: 'pending' })
  expect(answered?.tell).toMatchObject([{ type: 'request_waiting' }])
})

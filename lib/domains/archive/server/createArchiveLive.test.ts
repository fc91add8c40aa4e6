import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import type { Role } from '../../identity/contract.ts'
import { createArchiveLive, type ArchiveReader } from './createArchiveLive.ts'
import { archiveModels } from './liveModels.ts'

const [surgery, radiology, pharmacy] = [uuidv7(), uuidv7(), uuidv7()]
const [crateId, requestId] = [uuidv7(), uuidv7()]

const reader: ArchiveReader = {
  crateUnits: (id) => Promise.resolve(id === crateId ? { unitId: surgery } : null),
  requestUnits: (id) => Promise.resolve(id === requestId ? { unitId: surgery, toUnitId: radiology } : null),
}
const live = createArchiveLive(reader)

const person = (unitId: string | null, role: Role = 'clerk') => ({
  userId: uuidv7(),
  sessionId: uuidv7(),
  name: 'Somebody',
  email: 'somebody@wardline.test',
  role,
  unitId,
})

const may = (kind: 'crate' | 'request', id: string, actor: ReturnType<typeof person>) =>
  live.topics[`item:${kind}:{id}`]?.maySubscribe(actor, { id })

test('a crate is heard by its unit and by the house, by nobody else', async () => {
  expect(await may('crate', crateId, person(surgery))).toBe(true)
  expect(await may('crate', crateId, person(null, 'admin'))).toBe(true)
  expect(await may('crate', crateId, person(radiology))).toBe(false)
  expect(await may('crate', crateId, person(null))).toBe(false)
})

test('a transfer is heard by both units, by nobody else', async () => {
  expect(await may('request', requestId, person(surgery))).toBe(true)
  expect(await may('request', requestId, person(radiology))).toBe(true)
  expect(await may('request', requestId, person(pharmacy, 'manager'))).toBe(false)
})

test('what does not exist, or is no id, is heard by nobody', async () => {
  const admin = person(null, 'admin')
  expect(await may('crate', uuidv7(), admin)).toBe(false)
  expect(await may('request', 'anything', admin)).toBe(false)
})

test('a crate that moves is asked for again by its readers; one that only changes is not', () => {
  const before = { id: crateId, unitId: surgery, number: 'CR-2026-001', status: 'in_transfer', version: 3 }
  const { revokes } = archiveModels['Crate'] ?? {}
  expect(revokes?.(before, { ...before, unitId: radiology })).toEqual({ topics: [`item:crate:${crateId}`] })
  expect(revokes?.(before, { ...before, status: 'stored' })).toBeNull()
  expect(revokes?.(null, before)).toBeNull()
})

test('a transfer that goes elsewhere is asked for again by its readers', () => {
  const before = { id: requestId, kind: 'transfer', unitId: surgery, toUnitId: radiology }
  const { revokes, topics } = archiveModels['ArchiveRequest'] ?? {}
  expect(revokes?.(before, { ...before, toUnitId: pharmacy })).toEqual({
    topics: [`item:request:${requestId}`],
  })
  expect(revokes?.(before, before)).toBeNull()
  expect(topics?.(before)).toEqual([
    `unit:${surgery}`,
    `unit:${radiology}`,
    'units',
    `item:request:${requestId}`,
  ])
})

test('what is said and put on a transfer is heard where it goes, too', () => {
  const part = { id: uuidv7(), requestId, unitId: surgery, crateId }
  for (const model of ['ArchiveRequestCrate', 'SendBack', 'ArchiveComment', 'ArchiveAttachment']) {
    const topics = (toUnitId: string | null) => archiveModels[model]?.topics({ ...part, toUnitId })
    expect(topics(radiology)).toEqual([
      `unit:${surgery}`,
      `unit:${radiology}`,
      'units',
      `item:request:${requestId}`,
    ])
    expect(topics(null)).toEqual([`unit:${surgery}`, 'units', `item:request:${requestId}`])
  }
})

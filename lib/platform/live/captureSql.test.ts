import { expect, test } from 'vitest'
import { captureArguments, captureDiff, captureSql } from './captureSql.ts'

const model = { entity: 'box', route: ['unitId'], signal: { unit: 'unitId', n: 'number' }, topics: () => [] }
const table = { table: 'boxes', columns: { id: 'id', unitId: 'unit_id', number: 'number' } }

test('[LIV-2] each declared field is captured once, the id first', () => {
  expect(captureArguments('Box', model, table)).toEqual(['Box', 'id:id', 'unitId:unit_id', 'number:number'])
})

test('[LIV-2] a declared field that is no column fails', () => {
  expect(() => captureArguments('Box', { ...model, route: ['gone'] }, table)).toThrow(/Box.gone/)
})

test('[LIV-2] a migration attaches what changed and detaches what is live no more', () => {
  const box = captureSql('Box', model, table)
  const wider = captureSql('Box', { ...model, route: [] }, { ...table, table: 'crates' })
  expect(captureDiff([box], [box])).toBe('')
  expect(captureDiff([], [box])).toBe(box)
  expect(captureDiff([box], [wider])).toContain('DROP TRIGGER IF EXISTS "live_capture" ON "boxes";')
  expect(captureDiff([box], [wider])).toContain(wider)
})

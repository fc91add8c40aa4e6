import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRingKeys } from '../crypto/readRingKeys.ts'
import { loadKeyRing } from './loadKeyRing.ts'

let dataDir: string
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'wardline-ring-'))))
afterEach(() => rmSync(dataDir, { recursive: true }))

const [A, B] = ['ab'.repeat(32), 'cd'.repeat(32)]

test('the first start makes a key that only its owner may read, later ones find it', () => {
  const ring = loadKeyRing(dataDir, { messageKeys: null })
  expect(ring).toHaveLength(1)
  expect(ring[0]?.key).toHaveLength(32)
  expect(loadKeyRing(dataDir, { messageKeys: null })).toEqual(ring)
  expect(statSync(join(dataDir, 'secrets/messages')).mode & 0o777).toBe(0o600)
})

test('the environment goes before the file', () => {
  const given = readRingKeys(`2026:${A}`)
  expect(loadKeyRing(dataDir, { messageKeys: given })).toEqual(given)
})

test('a damaged file stops the start and stays as it is', () => {
  loadKeyRing(dataDir, { messageKeys: null })
  writeFileSync(join(dataDir, 'secrets/messages'), 'short')
  expect(() => loadKeyRing(dataDir, { messageKeys: null })).toThrow(/secrets\/messages does not hold keys/)
  expect(readFileSync(join(dataDir, 'secrets/messages'), 'utf8')).toBe('short')
})

test('keys are named, in order; a key without a name is always named alike', () => {
  const keys = readRingKeys(`2026:${A}, 2025:${B.toUpperCase()}`)
  expect(keys?.map(({ id, key }) => `${id} ${key.toString('hex')}`)).toEqual([`2026 ${A}`, `2025 ${B}`])
  const [first] = readRingKeys(A) ?? []
  expect(first?.id).toMatch(/^k[0-9a-f]{8}$/)
  expect(readRingKeys(`x:${B},${A}`)?.[1]).toEqual(first)
})

test.each(['', ',', '2026:', `2026:${A.slice(2)}`, `a b:${A}`, `x:${A},x:${B}`, `x:${A},nonsense`])(
  '%j is no ring',
  (text) => expect(readRingKeys(text)).toBeNull(),
)

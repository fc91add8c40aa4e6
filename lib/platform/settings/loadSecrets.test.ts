import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadSecrets } from './loadSecrets.ts'

let dataDir: string
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'wardline-secrets-'))))
afterEach(() => rmSync(dataDir, { recursive: true }))

const modeOf = (path: string): number => statSync(join(dataDir, path)).mode & 0o777

test('the first start makes five different keys, later ones find them', () => {
  const first = loadSecrets(dataDir, { secrets: {} })
  expect(new Set(Object.values(first)).size).toBe(5)
  for (const key of Object.values(first)) expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(loadSecrets(dataDir, { secrets: {} })).toEqual(first)
})

test('nobody else on the machine can read them', () => {
  loadSecrets(dataDir, { secrets: {} })
  expect(modeOf('secrets')).toBe(0o700)
  expect(readdirSync(join(dataDir, 'secrets')).map((name) => modeOf(`secrets/${name}`))).toEqual(
    Array(5).fill(0o600),
  )
})

test('a folder or file that was opened to others is closed again', () => {
  loadSecrets(dataDir, { secrets: {} })
  chmodSync(join(dataDir, 'secrets'), 0o755)
  chmodSync(join(dataDir, 'secrets/token'), 0o644)
  loadSecrets(dataDir, { secrets: {} })
  expect([modeOf('secrets'), modeOf('secrets/token')]).toEqual([0o700, 0o600])
})

test('the environment goes before the files, and is not written down', () => {
  const token = 'ab'.repeat(32)
  expect(loadSecrets(dataDir, { secrets: { token } }).token).toBe(token)
  expect(readdirSync(join(dataDir, 'secrets'))).not.toContain('token')
})

test('a damaged file stops the start and stays as it is', () => {
  loadSecrets(dataDir, { secrets: {} })
  writeFileSync(join(dataDir, 'secrets/proof'), 'short')
  expect(() => loadSecrets(dataDir, { secrets: {} })).toThrow(/secrets\/proof does not hold a key/)
  expect(readFileSync(join(dataDir, 'secrets/proof'), 'utf8')).toBe('short')
})

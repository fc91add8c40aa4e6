import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { satisfiesEngines } from './satisfiesEngines.mjs'

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  engines: { node: string }
}

test.each([
  ['20.19.0', true],
  ['20.18.9', false],
  ['18.20.8', false],
  ['21.7.3', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['23.11.0', false],
  ['24.0.0', true],
  ['26.1.0', true],
])('Node %s fits: %s', (version, fits) => {
  expect(satisfiesEngines(version, engines.node)).toBe(fits)
})

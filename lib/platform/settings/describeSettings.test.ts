import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { describeAsEnv, describeAsMarkdown } from './describeSettings.ts'
import { readSettings } from './readSettings.ts'
import { aboutSetting, type SettingName, settingsSchema } from './settingsSchema.ts'

const names = Object.keys(settingsSchema.shape) as SettingName[]

function inProject(path: string): string {
  return readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
}

test('.env.example and docs/settings.md are what the schema says (npm run env:example)', () => {
  expect(inProject('.env.example')).toBe(describeAsEnv())
  expect(inProject('docs/settings.md')).toBe(describeAsMarkdown())
})

test.each(names)('%s has a description, and a default or a word on its absence', (name) => {
  const { description, default: fallback, unset } = aboutSetting(name)
  expect(description).toMatch(/^[A-Z].*\.$/)
  expect(fallback ?? unset).toBeTypeOf('string')
})

test('the example with every line uncommented is what holds without it', () => {
  const uncommented = parseEnv(describeAsEnv().replaceAll(/^#(?=[A-Z_]+=)/gm, ''))
  expect(Object.keys(uncommented).toSorted()).toEqual(names.toSorted())
  expect(readSettings(uncommented)).toEqual(readSettings({}))
})

import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const text = readFileSync('docs/security.md', 'utf8')

/** The rows of the chapters' tables: which requirements, and what is said of them. */
const rows = [...text.matchAll(/^\| ([\d., ]+?) +\| (met|not met|yours|none) +\|/gm)].map(
  ([, ids = '', state = '']) => ({ ids: ids.split(', '), state }),
)

test('each of the 253 requirements of levels 1 and 2 stands in one row', () => {
  const ids = rows.flatMap((row) => row.ids)
  expect(ids.filter((id) => !/^\d+\.\d+\.\d+$/.test(id))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toHaveLength(253)
})

test('what is not met is in the list at the top, and nothing else is', () => {
  const top = text.slice(text.indexOf('## What is not met'), text.indexOf('## Headers'))
  const unmet = rows.filter(({ state }) => state === 'not met').flatMap((row) => row.ids)
  expect(unmet.length).toBeGreaterThan(0)
  expect((top.match(/\d+\.\d+\.\d+/g) ?? []).toSorted()).toEqual(unmet.toSorted())
})

test('every file that is named is there', () => {
  const files = [...text.matchAll(/`([\w./-]+\.(?:tsx?|mjs|json|md))`/g)].map(([, file = '']) => file)
  expect(files.length).toBeGreaterThan(50)
  expect(files.filter((file) => !existsSync(file))).toEqual([])
})

import { expect, test } from 'vitest'
import type { Command } from '@/hooks/commands/command.ts'
import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { Crate } from '@/lib/domains/archive/contract/crate.ts'
import { paletteGroups, type PaletteSources } from './paletteGroups'

const run = () => {}
const commands: Command[] = [
  { id: 'register-crate', label: 'Register crate', section: 'This page', keys: 'c', run },
  { id: 'go-crates', label: 'Crates', section: 'Go to', run },
  { id: 'sign-out', label: 'Sign out', section: 'You', run },
]
const named = { id: '0193', name: 'Surgery' }
const now = '2026-11-21T08:00:00.000Z'
const crate: Crate = {
  id: 'c1',
  number: 'CR-2026-001',
  unit: named,
  label: 'Ward books',
  contents: '',
  location: 'A-1',
  status: 'stored',
  retention_rule: null,
  retain_until: null,
  open_request: null,
  version: 1,
  created_at: now,
  updated_at: now,
}
const request: ArchiveRequest = {
  id: 'r1',
  number: 'WR-2026-001',
  kind: 'withdrawal',
  status: 'pending',
  unit: named,
  to_unit: null,
  reason: 'Audit of the year',
  due_on: null,
  crates: [],
  attachments: [],
  comment_count: 0,
  created_by: named,
  released_by: null,
  released_at: null,
  decided_by: null,
  decided_at: null,
  decision_note: null,
  send_backs: [],
  version: 1,
  created_at: now,
  updated_at: now,
}
const filter = {
  kind: 'filter',
  id: 'filter f1',
  label: 'Old crates',
  href: '/archive/crates?q=old',
} as const

function titles(given: Partial<PaletteSources>) {
  const groups = paletteGroups({ words: '', commands, filters: [filter], crates: [], requests: [], ...given })
  return groups.map(({ title, entries }) => [title, ...entries.map(({ label }) => label)])
}

test('without words: what can be done, by section, and the saved filters', () => {
  expect(titles({})).toEqual([
    ['This page', 'Register crate'],
    ['Go to', 'Crates'],
    ['You', 'Sign out'],
    ['Saved filters', 'Old crates'],
  ])
})

test('words: commands, filters, then what the archive has', () => {
  expect(titles({ words: 'crate', crates: [crate], requests: [request] })).toEqual([
    ['Commands', 'Crates', 'Register crate'],
    ['Saved filters', 'Old crates'],
    ['Crates', 'CR-2026-001 Ward books'],
    ['Requests', 'WR-2026-001 Audit of the year'],
  ])
})

test('a number: what the archive has stands first', () => {
  expect(titles({ words: '2026', crates: [crate], requests: [request] })).toEqual([
    ['Crates', 'CR-2026-001 Ward books'],
    ['Requests', 'WR-2026-001 Audit of the year'],
  ])
})

test('nothing found is no heading', () => {
  expect(titles({ words: 'zebra', filters: [] })).toEqual([])
})

test('a line leads to its page, and no two lines have one id', () => {
  const groups = paletteGroups({
    words: '',
    commands,
    filters: [filter],
    crates: [crate],
    requests: [request],
  })
  const entries = groups.flatMap((group) => group.entries)
  expect(entries.flatMap((entry) => ('href' in entry ? [entry.href] : []))).toEqual([
    '/archive/crates?q=old',
    '/archive/crates/c1',
    '/archive/requests/r1',
  ])
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
})

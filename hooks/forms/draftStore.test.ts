import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { createDraftStore, type DraftStorage } from './draftStore.ts'

const DAY = 24 * 60 * 60 * 1000
const Words = z.object({ reason: z.string() })
const draft = (reason: string) => ({ values: { reason }, base: null })

function createStorage(): DraftStorage {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size
    },
  }
}

/** A browser of several tabs, with a clock. */
function createBrowser() {
  const local = createStorage()
  const clock = { now: 1_000 }
  const open = (tab: DraftStorage) => createDraftStore({ local, tab, now: () => clock.now })
  return { clock, local, open, newTab: () => open(createStorage()) }
}

test('a draft survives a reload, and the end of its tab', () => {
  const { open, newTab } = createBrowser()
  const tab = createStorage()
  open(tab).write('ada', 'crate:1', draft('half a'))
  expect(open(tab).read('ada', 'crate:1', Words)).toEqual({ ...draft('half a'), savedAt: 1_000 })
  expect(newTab().read('ada', 'crate:1', Words)?.values).toEqual({ reason: 'half a' })
})

test('each tab has its own; another user and another item have none', () => {
  const { newTab } = createBrowser()
  const [one, other] = [newTab(), newTab()]
  one.write('ada', 'crate:1', draft('one'))
  other.write('ada', 'crate:1', draft('other'))
  expect(one.read('ada', 'crate:1', Words)?.values.reason).toBe('one')
  expect(other.read('ada', 'crate:1', Words)?.values.reason).toBe('other')
  expect(one.read('ben', 'crate:1', Words)).toBeNull()
  expect(one.read('ada', 'crate:2', Words)).toBeNull()
})

test('what was discarded or sent is gone', () => {
  const { newTab } = createBrowser()
  const tab = newTab()
  tab.write('ada', 'crate:1', draft('x'))
  tab.remove('ada', 'crate:1')
  expect(tab.read('ada', 'crate:1', Words)).toBeNull()
  expect(newTab().read('ada', 'crate:1', Words)).toBeNull()
})

test('signing out wipes the drafts, those of other tabs too', () => {
  const { newTab, local, clock } = createBrowser()
  const [one, other] = [newTab(), newTab()]
  other.write('ada', 'crate:1', draft('secret'))
  clock.now += 5
  one.wipe()
  expect(other.read('ada', 'crate:1', Words)).toBeNull()
  expect(Array.from({ length: local.length }, (_, index) => local.key(index)).join()).not.toContain('ada')
  clock.now += 5
  other.write('ada', 'crate:1', draft('after'))
  expect(other.read('ada', 'crate:1', Words)?.values.reason).toBe('after')
})

test('no draft is older than a week, and the next start clears it away', () => {
  const { newTab, local, clock } = createBrowser()
  const tab = newTab()
  tab.write('ada', 'crate:1', draft('old'))
  clock.now += 7 * DAY - 1
  expect(tab.read('ada', 'crate:1', Words)).not.toBeNull()
  clock.now += 1
  expect(tab.read('ada', 'crate:1', Words)).toBeNull()
  newTab()
  expect(local.length).toBe(0)
})

test('what is no draft of this form is none; a browser without storage keeps none', () => {
  const { newTab, local } = createBrowser()
  const tab = newTab()
  tab.write('ada', 'crate:1', { values: { other: 1 }, base: null })
  expect(tab.read('ada', 'crate:1', Words)).toBeNull()
  local.setItem('wardline.draft.ada.crate:2', '{')
  expect(tab.read('ada', 'crate:2', Words)).toBeNull()
  const refuse = () => {
    throw new Error('no storage')
  }
  const none: DraftStorage = { getItem: refuse, setItem: refuse, removeItem: refuse, key: refuse, length: 1 }
  const store = createDraftStore({ local: none, tab: none, now: () => 1 })
  store.write('ada', 'crate:1', draft('x'))
  expect(store.read('ada', 'crate:1', Words)).toBeNull()
  store.wipe()
})

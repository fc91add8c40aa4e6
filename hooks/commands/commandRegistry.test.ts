import { expect, test } from 'vitest'
import type { Command } from './command.ts'
import { createCommandRegistry, SEQUENCE_MS } from './commandRegistry.ts'
import type { KeyPress } from './keyPress.ts'

function createDesk() {
  let time = 0
  const ran: string[] = []
  const registry = createCommandRegistry({ now: () => time })
  const offer = (id: string, given: Partial<Command> = {}) =>
    registry.add({ id, label: id, section: 'Go to', run: () => ran.push(given.label ?? id), ...given })
  const press = (key: string, given: Partial<KeyPress> = {}) =>
    registry.press({ key, isMod: false, isAlt: false, isTyping: false, isInDialog: false, ...given })
  return { registry, ran, offer, press, wait: (ms: number) => (time += ms) }
}

test('a key runs its command, another one none', () => {
  const { offer, press, ran } = createDesk()
  offer('help', { keys: '?' })
  expect(press('?')).toBe(true)
  expect(press('x')).toBe(false)
  expect(ran).toEqual(['help'])
})

test('a sequence runs when its second key comes within a second, and not after', () => {
  const { offer, press, ran, wait } = createDesk()
  offer('home', { keys: 'g h' })
  press('g')
  wait(SEQUENCE_MS)
  press('h')
  expect(ran).toEqual(['home'])
  press('g')
  wait(SEQUENCE_MS + 1)
  expect(press('h')).toBe(false)
  expect(ran).toEqual(['home'])
})

test('a key between the two ends the sequence, and does what it does alone', () => {
  const { offer, press, ran } = createDesk()
  offer('home', { keys: 'g h' })
  offer('new', { keys: 'n' })
  press('g')
  press('n')
  press('h')
  expect(ran).toEqual(['new'])
})

test('the second key of a sequence is not taken for its own command', () => {
  const { offer, press, ran } = createDesk()
  offer('create', { keys: 'c' })
  offer('crates', { keys: 'g c' })
  press('g')
  press('c')
  press('c')
  expect(ran).toEqual(['crates', 'create'])
})

test('who types, hears no single key, but those with Ctrl', () => {
  const { offer, press, ran } = createDesk()
  offer('new', { keys: 'n' })
  offer('close', { keys: 'Escape' })
  offer('palette', { keys: 'Mod+k' })
  expect(press('n', { isTyping: true })).toBe(false)
  expect(press('Escape', { isTyping: true })).toBe(false)
  expect(press('k', { isTyping: true, isMod: true })).toBe(true)
  expect(ran).toEqual(['palette'])
})

test('typing between the two keys ends the sequence', () => {
  const { offer, press, ran } = createDesk()
  offer('home', { keys: 'g h' })
  press('g')
  press('x', { isTyping: true })
  press('h')
  expect(ran).toEqual([])
})

test('behind a dialog no key is heard', () => {
  const { offer, press, ran } = createDesk()
  offer('palette', { keys: 'Mod+k' })
  offer('close', { keys: 'Escape' })
  press('k', { isMod: true, isInDialog: true })
  press('Escape', { isInDialog: true })
  expect(ran).toEqual([])
})

test('switched off, single keys do nothing; Escape and those with Ctrl go on', () => {
  const { registry, offer, press, ran } = createDesk()
  offer('home', { keys: 'g h' })
  offer('help', { keys: '?' })
  offer('close', { keys: 'Escape' })
  offer('palette', { keys: 'Mod+k' })
  registry.setSingleKeys(false)
  press('g')
  press('h')
  press('?')
  expect(ran).toEqual([])
  press('Escape')
  press('K', { isMod: true })
  expect(ran).toEqual(['close', 'palette'])
  registry.setSingleKeys(true)
  press('?')
  expect(ran).toEqual(['close', 'palette', 'help'])
})

test('Ctrl and a letter is not the letter', () => {
  const { offer, press, ran } = createDesk()
  offer('create', { keys: 'c' })
  expect(press('c', { isMod: true })).toBe(false)
  expect(press('c', { isAlt: true })).toBe(false)
  expect(ran).toEqual([])
})

test('the page goes before the frame, until it leaves', () => {
  const { offer, press, ran } = createDesk()
  offer('new', { keys: 'n', label: 'frame' })
  const leave = offer('new', { keys: 'n', label: 'page' })
  press('n')
  leave()
  press('n')
  expect(ran).toEqual(['page', 'frame'])
})

test('the list has each id once, by section, and stays the same until something changes', () => {
  const { registry, offer } = createDesk()
  offer('sign-out', { section: 'You' })
  offer('home')
  offer('new', { section: 'This page', label: 'old' })
  const leave = offer('new', { section: 'This page', label: 'later' })
  const list = registry.list()
  expect(list.map(({ label }) => label)).toEqual(['later', 'home', 'sign-out'])
  expect(registry.list()).toBe(list)
  leave()
  expect(registry.list().map(({ label }) => label)).toEqual(['old', 'home', 'sign-out'])
})

import { expect, inject, test, vi } from 'vitest'
import { withDatabaseLock } from './withDatabaseLock.ts'

const url = inject('testPostgresUrl')

test('steps of one name never overlap, those of another name do', async () => {
  const inside: string[] = []
  const enter = vi.fn()
  const step = (name: string) => async () => {
    expect(inside).not.toContain(name)
    inside.push(name)
    enter(name)
    if (name === 'seed') await vi.waitFor(() => expect(enter).toHaveBeenCalledWith('other'), 10_000)
    inside.splice(inside.indexOf(name), 1)
  }
  const names = ['seed', 'seed', 'other']
  await Promise.all(names.map((name) => withDatabaseLock(url, name, step(name))))
  expect(enter).toHaveBeenCalledTimes(3)
})

test('a failing step gives the lock back', async () => {
  await expect(withDatabaseLock(url, 'fails', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await withDatabaseLock(url, 'fails', () => Promise.resolve(7))).toBe(7)
})

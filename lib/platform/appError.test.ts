import { expect, test, vi } from 'vitest'
import { AppError } from './appError.ts'

test('an error that another copy of the module threw is known, and nothing else is', async () => {
  vi.resetModules()
  const copy = await import('./appError.ts')
  expect(copy.AppError).not.toBe(AppError)
  expect(new copy.AppError('conflict')).toBeInstanceOf(AppError)
  expect(new Error('conflict')).not.toBeInstanceOf(AppError)
  expect(null).not.toBeInstanceOf(AppError)
})

test('an error has the status and the sentence of its code', () => {
  expect(new AppError('version_required')).toMatchObject({
    status: 428,
    message: 'Send the version that you have seen.',
    denied: false,
  })
  expect(new AppError('forbidden').denied).toBe(true)
})

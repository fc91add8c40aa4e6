import { expect, test, vi } from 'vitest'
import { createShutdown } from './shutdown.ts'

function setUp() {
  const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  return { logger, shutdown: createShutdown({ logger }), order: [] as string[] }
}

test('what was opened first is closed last, each before the next begins', async () => {
  const { shutdown, order, logger } = setUp()
  for (const name of ['database', 'engine', 'http']) {
    shutdown.add(name, async () => {
      order.push(`${name} begins`)
      await Promise.resolve()
      order.push(`${name} ends`)
    })
  }
  await shutdown.run('SIGTERM')
  expect(order).toEqual(['http', 'engine', 'database'].flatMap((name) => [`${name} begins`, `${name} ends`]))
  expect(
    logger.info.mock.calls.map(([fields]) => (fields as { step?: string }).step).filter(Boolean),
  ).toEqual(['http', 'engine', 'database'])
})

test('a step that fails or hangs does not keep the others', async () => {
  const { shutdown, order, logger } = setUp()
  shutdown.add('last', () => void order.push('last'))
  shutdown.add('hangs', () => new Promise(() => undefined), 5)
  shutdown.add('fails', () => Promise.reject(new Error('no')))
  await shutdown.run('SIGTERM')
  expect(order).toEqual(['last'])
  expect(logger.error.mock.calls.map(([fields]) => (fields as { step: string }).step)).toEqual([
    'fails',
    'hangs',
  ])
})

test('it runs once, and ends what a start that it interrupted still opens', async () => {
  const { shutdown, order } = setUp()
  shutdown.add('first', () => {
    order.push('first')
    shutdown.add('opened meanwhile', () => void order.push('opened meanwhile'))
  })
  expect(shutdown.isRunning()).toBe(false)
  await Promise.all([shutdown.run('SIGINT'), shutdown.run('SIGTERM')])
  expect(shutdown.isRunning()).toBe(true)
  expect(order).toEqual(['first', 'opened meanwhile'])
})

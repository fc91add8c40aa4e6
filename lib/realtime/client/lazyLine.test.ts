import { expect, test } from 'vitest'
import { createClientUnderTest } from './testing/createClientUnderTest.ts'
import { createDirectLine } from './directLine.ts'
import { createLazyLine } from './lazyLine.ts'
import type { Line } from './line.ts'

function lazyClient() {
  let arrive: () => void = () => undefined
  const it = createClientUnderTest({
    line: (parts) =>
      createLazyLine(
        new Promise<Line>((resolve) => {
          arrive = () => resolve(createDirectLine(parts))
        }),
      ),
  })
  return { it, arrive: () => arrive() }
}

test('[CLI-12] a line whose code comes later connects as soon as it is there', async () => {
  const { it, arrive } = lazyClient()
  it.client.start()
  await it.clock.advance(0)
  expect(it.server.sockets).toHaveLength(0)
  expect(it.client.send({ type: 'ping' })).toBe(false)
  arrive()
  await it.clock.advance(0)
  it.server.greet()
  expect(it.client.status.get().state).toBe('live')
})

test('[CLI-12] one that is closed before its code comes stays closed', async () => {
  const { it, arrive } = lazyClient()
  it.client.start()
  it.client.close()
  arrive()
  await it.clock.advance(0)
  expect(it.server.sockets).toHaveLength(0)
})

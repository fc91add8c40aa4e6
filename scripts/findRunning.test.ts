import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { findRunning } from './findRunning.ts'

const host = '127.0.0.1'

async function listen(listener: RequestListener) {
  const server = createServer(listener).listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

test('a free port is free', async () => {
  expect(await findRunning({ host, port: 0 })).toBeNull()
  const { port } = await (async () => {
    await using server = await listen(() => undefined)
    return server
  })()
  expect(await findRunning({ host, port })).toBeNull()
})

test('a Wardline is known by its name, even when it is not well', async () => {
  await using server = await listen((_, response) => {
    response.writeHead(503).end(JSON.stringify({ name: 'wardline', status: 'unhealthy' }))
  })
  expect(await findRunning({ host, port: server.port })).toBe(`http://localhost:${server.port}`)
})

test('another program stops the start with a sentence', async () => {
  await using server = await listen((_, response) => response.end('<h1>It works!</h1>'))
  await expect(findRunning({ host, port: server.port })).rejects.toMatchObject({
    message: expect.stringMatching(/in use by another program.*PORT=/) as string,
    exitCode: 78,
  })
})

test('an address that this machine does not have stops it too', async () => {
  await expect(findRunning({ host: '192.0.2.1', port: 3000 })).rejects.toThrow(
    /cannot listen on HOST=192\.0\.2\.1/,
  )
})

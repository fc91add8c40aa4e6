import { once } from 'node:events'
import WebSocket from 'ws'
import { rawUpgrade } from './harness/rawUpgrade.ts'
import { signInAsScript } from './harness/scriptClient.ts'
import { expect, test } from './harness/test.ts'

async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number]
  return code
}

test('[CON-1] a foreign Origin, a foreign Host, an unknown path: refused in plain HTTP, and the socket ends', async ({
  wardline,
}) => {
  const { port } = wardline.first
  const clerk = await signInAsScript(wardline.url, 'surgeryClerk')
  const withToken = `/ws?token=${clerk.access}`

  const foreignOrigin = await rawUpgrade(port, withToken, { Origin: 'https://evil.example' })
  expect(foreignOrigin).toMatchObject({ status: 403, ended: true })

  const nullOrigin = await rawUpgrade(port, withToken, { Origin: 'null' })
  expect(nullOrigin).toMatchObject({ status: 403, ended: true })

  const unknownPath = await rawUpgrade(port, '/ws/nothing/here')
  expect(unknownPath).toMatchObject({ status: 404, ended: true })

  const page = await rawUpgrade(port, '/archive')
  expect(page).toMatchObject({ status: 404, ended: true })

  const accepted = await rawUpgrade(port, withToken, { Origin: `http://127.0.0.1:${port}` })
  expect(accepted.status).toBe(101)
})

test('[CON-7] a Host that is not allowed is refused, on sockets and on pages', async ({ start }) => {
  const wardline = await start({ env: { ALLOWED_HOSTS: '127.0.0.1,wardline.lan' } })
  const { port } = wardline.first
  const clerk = await signInAsScript(wardline.url, 'surgeryClerk')
  const path = `/ws?token=${clerk.access}`

  expect(await rawUpgrade(port, path, { Host: `evil.example:${port}` })).toMatchObject({ ended: true })
  expect((await rawUpgrade(port, path, { Host: `evil.example:${port}` })).status).not.toBe(101)
  expect((await rawUpgrade(port, path, { Host: `wardline.lan:${port}` })).status).toBe(101)
})

test('[PRO-2] plain HTTP on a socket path is answered 426', async ({ wardline }) => {
  for (const path of ['/ws', '/ws/', '/ws/updates', '/ws/updates/?token=x', '/ws/health/']) {
    const answer = await fetch(wardline.url + path, { redirect: 'manual' })
    expect(answer.status, path).toBe(426)
    expect(answer.headers.get('upgrade')?.toLowerCase(), path).toBe('websocket')
  }
})

test('[CON-2] bad credentials: the upgrade completes, then closes 4001', async ({ wardline }) => {
  const address = `ws://127.0.0.1:${wardline.first.port}`
  const sockets = [
    new WebSocket(`${address}/ws?token=nonsense`),
    new WebSocket(`${address}/ws/updates/?token=nonsense`),
    new WebSocket(`${address}/ws`, { headers: { authorization: 'Bearer nonsense' } }),
    new WebSocket(`${address}/ws`, ['wardline.v1', 'bearer.nonsense']),
    new WebSocket(`${address}/ws`),
  ]
  expect(await Promise.all(sockets.map(closeCode))).toEqual([4001, 4001, 4001, 4001, 4001])
})

test('[CON-7] the cookie alone opens nothing: without its proof the socket closes 4001', async ({
  wardline,
  open,
}) => {
  const page = await open(wardline.url, 'surgeryClerk')
  const cookies = await page.context().cookies()
  const headers = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
  const address = `ws://127.0.0.1:${wardline.first.port}/ws`
  const origin = wardline.url

  const noProof = new WebSocket(address, ['wardline.v1'], { headers, origin })
  expect(await closeCode(noProof)).toBe(4001)

  const wrongProof = new WebSocket(address, ['wardline.v1', `proof.${'0'.repeat(64)}`], { headers, origin })
  expect(await closeCode(wrongProof)).toBe(4001)

  const noOrigin = await rawUpgrade(wardline.first.port, '/ws', { Cookie: headers.cookie })
  expect(noOrigin).toMatchObject({ status: 403, ended: true })

  // The page's own script, with the cookie that it cannot read but no proof, fares no better.
  const inThePage = await page.evaluate(
    (url) =>
      new Promise<number>((resolve) => {
        new WebSocket(url, ['wardline.v1']).onclose = (event) => resolve(event.code)
      }),
    address,
  )
  expect(inThePage).toBe(4001)
})

test('[PRO-2] the health socket is open to anyone, from any page', async ({ wardline }) => {
  const socket = new WebSocket(`ws://127.0.0.1:${wardline.first.port}/ws/health/`, {
    origin: 'https://status.example',
  })
  const [message] = (await once(socket, 'message')) as [Buffer]
  expect(['connection_established', 'health_status']).toContain(
    (JSON.parse(message.toString()) as { type: string }).type,
  )
  socket.close()
})

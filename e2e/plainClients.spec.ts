import { startPythonClient, type PythonLine } from './harness/pythonClient.ts'
import { signInAsScript } from './harness/scriptClient.ts'
import { expect, test } from './harness/test.ts'

const PING = { type: 'ping', timestamp: '2024-01-15T10:30:00.000Z' }

function isMessage(type: string) {
  return (line: PythonLine): line is Extract<PythonLine, { message: unknown }> =>
    'message' in line && line.message['type'] === type
}

test('[PRO-2] a plain Python client hears its unit, in small messages, and nothing else', async ({
  wardline,
}) => {
  const clerk = await signInAsScript(wardline.url, 'surgeryClerk')
  const stranger = await signInAsScript(wardline.url, 'radiologyClerk')
  const client = startPythonClient(`ws://127.0.0.1:${wardline.first.port}/ws/updates/?token=${clerk.access}`)
  try {
    const me = await clerk.must<{ unit: { id: string } }>('GET', '/api/me')
    const greeting = await client.lines.find(isMessage('connection_established'))
    expect(greeting.message['message']).toBe(`Connected to unit ${me.unit.id} updates`)

    client.send(PING)
    const pong = await client.lines.find(isMessage('pong'))
    expect(Date.parse(String(pong.message['timestamp']))).not.toBeNaN()

    await stranger.must('POST', '/api/archive/crates', { label: 'Films', location: 'X-1' })
    const crate = await clerk.must<{ id: string; number: string }>('POST', '/api/archive/crates', {
      label: 'Ward books',
      location: 'A-1',
    })
    await clerk.must('POST', '/api/archive/requests', {
      kind: 'withdrawal',
      crate_ids: [crate.id],
      reason: 'Audit',
    })
    const isWithdrawal = (line: PythonLine) => 'message' in line && line.message['entity'] === 'withdrawal'
    await client.lines.find(isWithdrawal)

    const updates = client.lines.all.filter(isMessage('data_update'))
    const first = updates[0]
    expect(first?.message).toMatchObject({ entity: 'crate', action: 'created' })
    expect(first?.message['data']).toMatchObject({
      id: crate.id,
      status: 'stored',
      crate_number: crate.number,
    })
    for (const { message, bytes } of updates) {
      expect(bytes, JSON.stringify(message)).toBeLessThanOrEqual(200)
      expect(Object.keys(message).toSorted()).toEqual(['action', 'data', 'entity', 'timestamp', 'type'])
    }
    expect(JSON.stringify(client.lines.all)).not.toMatch(/Films|Ward books|Audit/)
    expect(
      updates.filter(({ message }) => message['entity'] === 'crate' && message['action'] === 'created'),
    ).toHaveLength(1)
  } finally {
    client.kill()
  }
})

test('[PRO-2] a plain Python client talks in a conversation: message, typing, read and receipts; others are closed 4003', async ({
  wardline,
}) => {
  const [ann, ben, eve] = await Promise.all(
    (['surgeryClerk', 'surgeryManager', 'radiologyClerk'] as const).map((person) =>
      signInAsScript(wardline.url, person),
    ),
  )
  if (!ann || !ben || !eve) throw new Error('somebody could not sign in')
  const { id: benId } = await ben.must<{ id: string }>('GET', '/api/me')
  const { id } = await ann.must<{ id: string }>('POST', '/api/messages/conversations', {
    kind: 'direct',
    user_id: benId,
  })
  const open = ({ access }: { readonly access: string }) =>
    startPythonClient(`ws://127.0.0.1:${wardline.first.port}/ws/chat/${id}/?token=${access}`)
  const [annHears, benHears, eveHears] = [open(ann), open(ben), open(eve)]
  try {
    expect(await eveHears.lines.find((line) => 'closed' in line)).toEqual({ closed: 4003 })
    for (const client of [annHears, benHears]) {
      client.send(PING)
      await client.lines.find(isMessage('pong'))
    }
    benHears.send({ type: 'typing', is_typing: true })
    const typing = await annHears.lines.find(isMessage('typing'))
    expect(typing.message).toMatchObject({ user_id: benId, is_typing: true })
    annHears.send({ type: 'message', content: 'Hello, how are you?' })
    const { message } = await benHears.lines.find(isMessage('message'))
    const said = message['message'] as Record<string, unknown>
    expect(said).toMatchObject({ content: 'Hello, how are you?', is_read: false, number: 1 })
    await annHears.lines.find(isMessage('message'))
    benHears.send({ type: 'read', message_id: said['id'] })
    const receipt = await annHears.lines.find(isMessage('read_receipt'))
    expect(receipt.message).toMatchObject({ user_id: benId, conversation_id: id, message_id: said['id'] })
    annHears.send({ type: 'message', content: ' ' })
    expect((await annHears.lines.find(isMessage('error'))).message).toMatchObject({
      code: 'validation_failed',
    })
  } finally {
    for (const client of [annHears, benHears, eveHears]) client.kill()
  }
})

test('[CON-2] a plain Python client with a bad token is closed with 4001', async ({ wardline }) => {
  for (const token of ['nonsense', '']) {
    const client = startPythonClient(`ws://127.0.0.1:${wardline.first.port}/ws/updates/?token=${token}`)
    try {
      const end = await client.lines.find((line) => 'closed' in line)
      expect(end).toEqual({ closed: 4001 })
    } finally {
      client.kill()
    }
  }
})

test('[PRO-2] the same from a browser console: token in the address, ping, data_update', async ({
  wardline,
  page,
}) => {
  const clerk = await signInAsScript(wardline.url, 'surgeryClerk')
  await page.goto(`${wardline.url}/sign-in`)
  await page.evaluate((address) => {
    const socket = new WebSocket(address)
    const heard: Record<string, unknown>[] = []
    Object.assign(globalThis, { socket, heard })
    socket.onmessage = (event: MessageEvent<string>) =>
      heard.push(JSON.parse(event.data) as Record<string, unknown>)
    return new Promise((resolve, reject) => {
      socket.onopen = resolve
      socket.onerror = reject
    })
  }, `ws://127.0.0.1:${wardline.first.port}/ws/updates/?token=${clerk.access}`)

  const heardTypes = () =>
    page.evaluate(() =>
      (globalThis as unknown as { heard: { type: string; entity?: string }[] }).heard.map(
        ({ type, entity }) => entity ?? type,
      ),
    )
  await expect.poll(heardTypes).toContain('connection_established')
  await page.evaluate(
    (ping) => (globalThis as unknown as { socket: WebSocket }).socket.send(JSON.stringify(ping)),
    PING,
  )
  await expect.poll(heardTypes).toContain('pong')
  await clerk.must('POST', '/api/archive/crates', { label: 'Ward books', location: 'A-1' })
  await expect.poll(heardTypes).toContain('crate')
})

test('[CON-2] a browser console with a bad token sees close code 4001', async ({ wardline, page }) => {
  await page.goto(`${wardline.url}/sign-in`)
  const code = await page.evaluate(
    (address) =>
      new Promise<number>((resolve) => {
        new WebSocket(address).onclose = (event) => resolve(event.code)
      }),
    `ws://127.0.0.1:${wardline.first.port}/ws/updates/?token=nonsense`,
  )
  expect(code).toBe(4001)
})

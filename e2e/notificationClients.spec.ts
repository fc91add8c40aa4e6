import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { createLineBox } from './harness/lineBox.ts'
import { startPythonClient, type PythonLine } from './harness/pythonClient.ts'
import { signInAsScript } from './harness/scriptClient.ts'
import { expect, test } from './harness/test.ts'

type Message = Extract<PythonLine, { message: unknown }>
const isMessage =
  (type: string, about = '') =>
  (line: PythonLine): line is Message =>
    'message' in line && line.message['type'] === type && JSON.stringify(line.message).includes(about)

/** The guide's own client, with what it prints. */
function startSeedClient(host: string, token: string, types: string) {
  const python = process.env['WARDLINE_PYTHON'] ?? '/usr/bin/python3'
  const child = spawn(python, ['e2e/clients/seed_notifications.py', host, token, types], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createLineBox<string>()
  createInterface({ input: child.stdout }).on('line', (line) => lines.put(line))
  return { lines, kill: () => void child.kill('SIGKILL') }
}

test('[NOT-14] a plain Python client is told what concerns it, of the types that it wants, and what waits comes first', async ({
  wardline,
}) => {
  const clerk = await signInAsScript(wardline.url, 'surgeryClerk')
  const manager = await signInAsScript(wardline.url, 'surgeryManager')
  const host = `127.0.0.1:${wardline.first.port}`
  const open = (token: string) => startPythonClient(`ws://${host}/ws/notifications/?token=${token}`)
  const ask = async () => {
    const crate = await clerk.must<{ id: string }>('POST', '/api/archive/crates', {
      label: 'Books',
      location: 'A',
    })
    return await clerk.must<{ id: string; number: string; version: number }>(
      'POST',
      '/api/archive/requests',
      {
        kind: 'withdrawal',
        crate_ids: [crate.id],
        reason: 'Zanzibar',
      },
    )
  }
  const [own, hears, seed] = [
    open(clerk.access),
    open(manager.access),
    startSeedClient(host, clerk.access, 'request_decided'),
  ]
  const pongs = (count: number) =>
    expect.poll(() => hears.lines.all.filter(isMessage('pong')).length).toBe(count)
  try {
    for (const client of [own, hears]) {
      client.send({ type: 'ping' })
      await client.lines.find(isMessage('pong'))
    }
    const request = await ask()
    const { message } = await hears.lines.find(isMessage('notification', request.number))
    expect(Object.keys(message).toSorted()).toEqual(['data', 'timestamp', 'type'])
    expect(message['data']).toMatchObject({
      notification_type: 'request_waiting',
      title: `Withdrawal ${request.number} waits for a decision`,
      icon: 'request',
      color: 'blue',
      data: { withdrawal_id: request.id, link: `/archive/requests/${request.id}` },
    })

    // The empty set is none; another client of the same person goes on hearing all.
    hears.send({ type: 'subscribe', notification_types: [] })
    hears.send({ type: 'ping' })
    await pongs(2)
    const late = open(manager.access)
    const waits = await late.lines.find(isMessage('notification', request.number))
    expect(waits.message['data']).toMatchObject({ notification_type: 'request_waiting' })
    const second = await ask()
    await late.lines.find(isMessage('notification', second.number))
    late.kill()

    await manager.must('POST', `/api/archive/requests/${request.id}/approve`, { version: request.version })
    await own.lines.find(isMessage('notification', `${request.number} was approved`))
    const printed = await seed.lines.find((line) => line.includes(`${request.number} was approved`))
    expect(printed).toContain("'notification_type': 'request_decided'")
    hears.send({ type: 'ping' })
    await pongs(3)
    expect(hears.lines.all.filter(isMessage('notification', second.number))).toEqual([])
    expect(JSON.stringify([own.lines.all, hears.lines.all, seed.lines.all])).not.toContain('Zanzibar')
  } finally {
    for (const client of [own, hears, seed]) client.kill()
  }
})

test('[NOT-12] what is to be acknowledged comes with every connection until it is; the sender sees who did', async ({
  wardline,
}) => {
  const clerk = await signInAsScript(wardline.url, 'surgeryClerk')
  const admin = await signInAsScript(wardline.url, 'admin')
  const me = await clerk.must<{ id: string; name: string }>('GET', '/api/me')
  const open = (path: string) =>
    startPythonClient(`ws://127.0.0.1:${wardline.first.port}${path}?token=${clerk.access}`)
  const sent = await admin.must<{ id: string }>('POST', `/api/ws/notify/user/${me.id}`, {
    severity: 'critical',
    title: 'Fire drill at noon',
    message: 'Leave by the stairs.',
    actions: [{ label: 'Plan', url: '/archive' }],
    requires_ack: true,
  })
  const messageIds: unknown[] = []
  for (const path of ['/ws/notifications/', '/ws/notifications', '/ws']) {
    const client = open(path)
    const { message } = await client.lines.find(isMessage('system_notification', 'Fire drill'))
    expect(message['data']).toMatchObject({
      severity: 'critical',
      requires_ack: true,
      actions: [{ label: 'Plan', url: '/archive' }],
    })
    messageIds.push((message['data'] as { message_id: string }).message_id)
    if (path === '/ws') client.send({ type: 'ack', message_id: messageIds[0] })
    if (path === '/ws') {
      await expect
        .poll(() => admin.must('GET', `/api/notifications/sent/${sent.id}/receipts`))
        .toMatchObject({ acknowledged: [{ user: { id: me.id } }], waiting: [] })
    }
    client.kill()
  }
  expect(new Set(messageIds).size).toBe(1)
  const after = open('/ws/notifications/')
  after.send({ type: 'ping' })
  await after.lines.find(isMessage('pong'))
  expect(after.lines.all.filter(isMessage('system_notification', 'Fire drill'))).toEqual([])
  after.kill()
})

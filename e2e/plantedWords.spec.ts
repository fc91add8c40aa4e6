import WebSocket from 'ws'
import { listPages } from './harness/listPages.ts'
import { signInAsScript, type ScriptClient } from './harness/scriptClient.ts'
import { expect, test } from './harness/test.ts'
import type { Wardline } from './harness/startWardline.ts'

/** Where a page leads: whoever is not signed in is sent to sign in, but for these. */
const OPEN_PAGES = ['/set-up', '/sign-in']

interface Numbered {
  readonly id: string
  readonly number: string
}

/** Something with a word of its own in every field of text. */
interface Planted {
  /** Where it is planted, and who may hear of it. */
  readonly unit: 'surgery' | 'radiology'
  readonly word: string
  readonly crate: Numbered
  readonly request: Numbered
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
)

async function plant(
  url: string,
  unit: Planted['unit'],
  clerk: ScriptClient,
  manager: ScriptClient,
): Promise<Planted> {
  const word = `zq${unit}word`
  const crate = await clerk.must<Numbered>('POST', '/api/archive/crates', {
    label: `${word} label`,
    contents: `${word} contents`,
    location: `${word} place`,
  })
  const request = await clerk.must<Numbered>('POST', '/api/archive/requests', {
    kind: 'withdrawal',
    crate_ids: [crate.id],
    reason: `${word} reason`,
  })
  const at = `/api/archive/requests/${request.id}`
  await clerk.must('POST', `${at}/comments`, { body: `${word} comment` })
  await fetch(`${url}${at}/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${clerk.access}`, 'x-file-name': `${word}.png` },
    body: PNG,
  })
  await clerk.must('POST', '/api/desk/filters', {
    list: 'crates',
    name: `${word} filter`,
    query: `q=${word}`,
  })
  await manager.must('POST', `${at}/send-back`, { version: 1, reason: `${word} sent back` })
  await clerk.must('POST', `${at}/resubmit`, { version: 2, reason: `${word} again` })
  await manager.must('POST', `${at}/approve`, { version: 3, reason: `${word} yes` })
  await manager.must('POST', `${at}/return`, { version: 4, reason: `${word} note` })
  return { unit, word, crate, request }
}

/** All frames that a socket hears, on both doors; it asks for every topic that it can think of. */
function listen(port: number, client: ScriptClient, topics: readonly string[]) {
  const heard: string[] = []
  const sockets = ['/ws', '/ws/updates/'].map((path) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}?token=${client.access}`)
    socket.on('message', (data) => heard.push(String(data as Buffer)))
    socket.on('open', () => {
      if (path !== '/ws') return
      for (const topic of topics) socket.send(JSON.stringify({ type: 'subscribe', topic }))
      for (const topic of topics) socket.send(JSON.stringify({ type: 'presence_join', topic }))
    })
    return socket
  })
  return { heard, close: () => sockets.forEach((socket) => socket.terminate()) }
}

/** Everything that one person's client can be sent, as one text: pages as HTML and RSC, lists, files, searches, errors. */
async function fetchAll(
  wardline: Wardline,
  client: ScriptClient,
  planted: readonly Planted[],
): Promise<string> {
  const pages = (await listPages()).flatMap((page) =>
    planted.map(({ crate, request }) =>
      page
        .replace('[number]', crate.number)
        .replace('[id]', page.startsWith('/archive/crates') ? crate.id : request.id),
    ),
  )
  const ids = planted.map(({ crate }) => crate.id).join(',')
  const requestIds = planted.map(({ request }) => request.id).join(',')
  const api = [
    '/api/archive/crates?limit=200',
    `/api/archive/crates?ids=${ids}`,
    '/api/archive/crates.csv',
    '/api/archive/requests?limit=200',
    `/api/archive/requests?ids=${requestIds}`,
    '/api/archive/requests.csv',
    '/api/archive/summary',
    '/api/archive/trends',
    '/api/desk/activity?limit=100',
    '/api/desk/filters',
    '/api/desk/visit',
    ...planted.flatMap(({ crate, request, word }) => [
      // As the palette searches.
      `/api/archive/crates?q=${word}&limit=20`,
      `/api/archive/requests?q=${word}&limit=20`,
      `/api/archive/crates?location=${word}`,
      `/api/archive/crates/${crate.id}`,
      `/api/archive/requests/${request.id}`,
      `/api/archive/requests/${request.id}/comments`,
      `/api/archive/requests?crate_id=${crate.id}`,
    ]),
  ]
  const read = async (path: string, headers: Record<string, string> = {}): Promise<string> => {
    const answer = await fetch(wardline.url + path, {
      headers: { authorization: `Bearer ${client.access}`, ...headers },
      redirect: 'manual',
    })
    expect(answer.status, path).toBeLessThan(500)
    const asked = /[?&](q|location)=/.test(path)
    const text = `${answer.headers.get('location') ?? ''} ${await answer.text()}`
    // What somebody looks for may be said back to them; what is found may not.
    return asked && text.includes('"items":[]') ? '' : text
  }
  const texts: string[] = []
  for (const path of new Set(pages)) {
    texts.push(await read(path), await read(path, { rsc: '1' }))
  }
  for (const path of api) texts.push(await read(path))
  for (const { crate, request } of planted) {
    for (const [method, path, body] of [
      ['PATCH', `/api/archive/crates/${crate.id}`, { version: 1, label: 'x' }],
      ['DELETE', `/api/archive/crates/${crate.id}`, undefined],
      ['POST', `/api/archive/requests/${request.id}/approve`, { version: 1 }],
      ['PATCH', `/api/archive/requests/${request.id}`, { version: 1, reason: 'x' }],
      ['POST', '/api/archive/requests', { kind: 'withdrawal', crate_ids: [crate.id], reason: 'x' }],
      ['POST', '/api/archive/crates/relocate', { items: [{ id: crate.id, version: 1, location: 'x' }] }],
      ['POST', '/api/archive/crates', { id: crate.id, label: 'x', location: 'x' }],
    ] as const) {
      texts.push(JSON.stringify((await client.call(method, path, body)).body))
    }
  }
  return texts.join('\n')
}

test('words of one unit reach nobody of another: pages, lists, files, frames, errors, searches', async ({
  wardline,
}) => {
  const script = (person: string) => signInAsScript(wardline.url, person)
  const clerks = { surgery: await script('surgeryClerk'), radiology: await script('radiologyClerk') }
  const managers = { surgery: await script('surgeryManager'), radiology: await script('radiologyManager') }
  const units = await clerks.surgery.must<{ items: { id: string; code: string }[] }>('GET', '/api/units')
  const topics = ['units', 'directory', 'everyone', ...units.items.map(({ id }) => `unit:${id}`)]

  const viewers = [
    { client: clerks.surgery, of: 'surgery' },
    { client: managers.radiology, of: 'radiology' },
    { client: await script('doctor.two@wardline.test'), of: 'radiology' },
    { client: await script('editor@wardline.test'), of: 'records' },
  ] as const
  const ears = viewers.map(({ client }) => listen(wardline.first.port, client, topics))
  try {
    await expect
      .poll(() => ears.every(({ heard }) => heard.some((text) => text.includes('established'))))
      .toBe(true)
    const planted = [
      await plant(wardline.url, 'surgery', clerks.surgery, managers.surgery),
      await plant(wardline.url, 'radiology', clerks.radiology, managers.radiology),
    ]
    const last = planted.map(({ request }) => request.id)
    await expect
      .poll(() =>
        last.every((id) =>
          ears.some(({ heard }) => heard.some((text) => text.includes(id) && text.includes('completed'))),
        ),
      )
      .toBe(true)
    for (const [index, { client, of }] of viewers.entries()) {
      const seen = await fetchAll(wardline, client, planted)
      const frames = ears[index]?.heard.join('\n') ?? ''
      for (const { unit, word, crate, request } of planted) {
        // The wire says no words to anybody, and of other units not even which.
        expect(frames.includes(word), `${word} on the wire`).toBe(false)
        if (unit === of) expect(seen.includes(word), `${of} reads ${unit}`).toBe(true)
        else {
          const at = seen.indexOf(word)
          expect(at === -1 ? '' : seen.slice(Math.max(0, at - 200), at + 100), `${of} reads ${unit}`).toBe('')
          expect([frames.includes(crate.id), frames.includes(request.id)], `${of} hears ${unit}`).toEqual([
            false,
            false,
          ])
        }
      }
    }
  } finally {
    for (const { close } of ears) close()
  }
})

/** To others they are not there. */
const ADMIN_PAGES = ['/notifications/compose', '/notifications/sent', '/outbox']

test('every page sends strangers to sign in, and shows itself to whom it is for', async ({ wardline }) => {
  const pages = (await listPages()).map((page) =>
    page.replace(/\[\w+\]/, '0192f0c0-0000-7000-8000-000000000000'),
  )
  const people = [
    'superadmin',
    'surgeryManager',
    'surgeryClerk',
    'doctor',
    'planner',
    'nurse',
    'editor@wardline.test',
  ]
  const clients = await Promise.all(people.map((person) => signInAsScript(wardline.url, person)))
  const disabled = await signInAsScript(wardline.url, 'doctor.two@wardline.test')
  await wardline.database.query(
    `UPDATE users SET status = 'disabled' WHERE email = 'doctor.two@wardline.test'`,
  )
  const ask = (page: string, token: string | null) =>
    fetch(wardline.url + page, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      redirect: 'manual',
    })
  try {
    for (const page of pages) {
      for (const token of [null, disabled.access, 'forged']) {
        const answer = await ask(page, token)
        const leadsToSignIn = answer.headers.get('location')?.startsWith('/sign-in') === true
        expect(
          OPEN_PAGES.includes(page) ? answer.status === 200 : leadsToSignIn,
          `${page} for strangers`,
        ).toBe(true)
      }
      if (OPEN_PAGES.includes(page)) continue
      for (const [at, { access }] of clients.entries()) {
        const { status, headers } = await ask(page, access)
        const isSignIn = headers.get('location')?.startsWith('/sign-in') === true
        const person = people[at] ?? ''
        const isThere = !ADMIN_PAGES.includes(page) || person === 'superadmin'
        expect([status < 400, status === 404, isSignIn], `${page} for ${person}`).toEqual([
          isThere,
          !isThere,
          false,
        ])
      }
    }
  } finally {
    await wardline.database.query(
      `UPDATE users SET status = 'active' WHERE email = 'doctor.two@wardline.test'`,
    )
  }
})

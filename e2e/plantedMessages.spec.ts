import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { readStored } from './harness/readStored.ts'
import { signInAsScript } from './harness/scriptClient.ts'
import { expect, test } from './harness/test.ts'
import type { Wardline } from './harness/startWardline.ts'

const WORD = 'zqplanted'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
)

/** Every value of every table, as text. */
async function dumpDatabase({ database }: Wardline): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
      WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
  )
  const texts: string[] = []
  for (const { name } of tables)
    texts.push(JSON.stringify(await database.query(`SELECT t::text FROM ${name} t`)))
  return texts.join('\n')
}

/** All that passes through Redis from now on, and what lies in it in the end. */
async function listenToRedis(url: string) {
  const heard: string[] = []
  const [ear, reader] = [new Redis(url), new Redis(url)]
  const monitor = await ear.monitor()
  monitor.on('monitor', (_time: string, words: string[]) => heard.push(words.join(' ')))
  return {
    async dump(): Promise<string> {
      for (const key of await reader.keys('*')) {
        heard.push(key, (await reader.dumpBuffer(key))?.toString('latin1') ?? '')
      }
      return heard.join('\n')
    },
    close() {
      monitor.disconnect()
      ear.disconnect()
      reader.disconnect()
    },
  }
}

/** What the processes have written into files of their own; the keys' and the built pages' are none of them. */
async function readFiles(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = files
    .filter((file) => file.isFile())
    .map(async (file) => (await readFile(join(file.parentPath, file.name))).toString('latin1'))
  return (await Promise.all(texts)).join('\n')
}

test('what staff write to one another stands in no database, Redis, log file or browser in readable form', async ({
  start,
  open,
}, testInfo) => {
  const folder = testInfo.outputPath('data')
  const wardline = await start({ redis: true, env: { WARDLINE_DATA_DIR: folder } })
  const redis = await listenToRedis(wardline.redis?.url ?? '')
  try {
    const [clerk, manager] = await Promise.all([
      signInAsScript(wardline.url, 'surgeryClerk'),
      signInAsScript(wardline.url, 'surgeryManager'),
    ])
    const { id: managerId } = await manager.must<{ id: string }>('GET', '/api/me')
    const { id } = await clerk.must<{ id: string }>('POST', '/api/messages/conversations', {
      kind: 'group',
      user_ids: [managerId],
      title: `${WORD} title`,
    })
    const path = `/api/messages/conversations/${id}`
    const file = await fetch(`${wardline.url}${path}/attachments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${clerk.access}`, 'x-file-name': `${WORD}.png` },
      body: PNG,
    })
    const { id: fileId } = (await file.json()) as { id: string }
    const said = await clerk.must<{ id: string }>('POST', `${path}/messages`, {
      content: `${WORD} body`,
      attachment_ids: [fileId],
      mentions: [managerId],
    })
    await clerk.must('PATCH', `/api/messages/${said.id}`, { content: `${WORD} changed` })
    await clerk.must('PUT', `${path}/draft`, { content: `${WORD} draft` })
    await clerk.must('GET', `/api/messages/search?q=${WORD}`)
    await clerk.call('POST', `${path}/messages`, {
      content: `${WORD} refused`,
      reply_to: said.id,
      id: 'no uuid',
    })

    const page = await open(wardline.url, 'surgeryManager')
    await page.goto(`${wardline.url}/messages/${id}`)
    const log = page.getByRole('log', { name: 'Messages' })
    await expect(log.getByText(`${WORD} changed`)).toBeVisible()
    await page.getByRole('textbox', { name: 'Message' }).fill(`${WORD} typed`)
    await page.keyboard.press('Enter')
    await expect(log.getByText(`${WORD} typed`)).toBeVisible()
    await page.getByRole('textbox', { name: 'Message' }).fill(`${WORD} begun`)
    await expect
      .poll(async () => (await manager.must<{ items: object[] }>('GET', '/api/messages/drafts')).items.length)
      .toBe(1)

    const places = {
      database: await dumpDatabase(wardline),
      Redis: await redis.dump(),
      'log files': `${await readFiles(folder)}\n${wardline.output()}`,
      browser: await readStored(page),
    }
    // Each was looked into: what may stand there does.
    expect(places.database).toContain(said.id)
    expect(places.Redis).toContain(id)
    expect(places['log files']).toContain('listening')
    expect(places.browser).toContain('draft')
    const forms = [WORD, Buffer.from(WORD).toString('hex'), Buffer.from(WORD).toString('base64').slice(0, 11)]
    for (const [place, text] of Object.entries(places)) {
      for (const form of [...forms, PNG.toString('hex').slice(0, 32)]) {
        const at = text.toLowerCase().indexOf(form.toLowerCase())
        expect(at === -1 ? '' : text.slice(Math.max(0, at - 100), at + 40), place).toBe('')
      }
    }
  } finally {
    redis.close()
  }
})

import type { Page } from '@playwright/test'
import { countKept, readStored } from './harness/readStored.ts'
import { signIn } from './harness/signIn.ts'
import { signInAsScript, type ScriptClient } from './harness/scriptClient.ts'
import { expect, test, WITHIN_A_SECOND } from './harness/test.ts'

interface Me {
  readonly id: string
}

/** A group that the manager of Surgery began with the clerk, and what is said in it as the manager reads it. */
async function beginGroup(url: string) {
  const [clerk, manager] = await Promise.all([
    signInAsScript(url, 'surgeryClerk'),
    signInAsScript(url, 'surgeryManager'),
  ])
  const me = await clerk.must<Me>('GET', '/api/me')
  const { id } = await manager.must<Me>('POST', '/api/messages/conversations', {
    kind: 'group',
    user_ids: [me.id],
    title: 'Night shift',
  })
  return { id, clerkId: me.id, manager, texts: () => readTexts(manager, id) }
}

async function readTexts(client: ScriptClient, id: string): Promise<string[]> {
  const { items } = await client.must<{ items: { content: string | null }[] }>(
    'GET',
    `/api/messages/conversations/${id}/messages`,
  )
  return items.flatMap(({ content }) => content ?? [])
}

const line = (page: Page, words: string) => page.getByRole('log', { name: 'Messages' }).getByText(words)

async function say(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(words)
  await page.keyboard.press('Enter')
  await expect(line(page, words)).toBeVisible()
}

/** This profile sends no messages; everything else works. */
async function holdBack(page: Page): Promise<() => Promise<void>> {
  const messages = /\/api\/messages\/conversations\/[^/]+\/messages$/
  await page.context().route(messages, (route) => route.abort('connectionreset'))
  return () => page.context().unroute(messages)
}

test('what was written offline is kept without a readable word, and sent in order, once, by another page of the browser', async ({
  wardline,
  open,
}) => {
  const { id, texts } = await beginGroup(wardline.url)
  const bea = await open(wardline.url, 'surgeryClerk')
  await bea.goto(`${wardline.url}/messages/${id}`)
  await say(bea, 'zqplanted before')
  await expect.poll(texts).toEqual(['zqplanted before'])
  await bea.context().setOffline(true)
  await say(bea, 'zqplanted first')
  await say(bea, 'zqplanted second')
  await bea.getByRole('textbox', { name: 'Message' }).fill('zqplanted draft')
  await expect(bea.getByText(/is kept in this browser/).first()).toBeVisible()
  await expect.poll(() => countKept(bea)).toBe(3)
  expect(await readStored(bea)).not.toContain('zqplanted')

  await bea.context().setOffline(false)
  const unblock = await holdBack(bea)
  await bea.reload()
  await expect(line(bea, 'zqplanted second')).toBeVisible()
  await expect(bea.getByRole('textbox', { name: 'Message' })).toHaveValue('zqplanted draft')
  const elsewhere = await bea.context().newPage()
  await bea.close()
  await unblock()
  await elsewhere.goto(`${wardline.url}/archive/crates`)
  await expect.poll(texts).toEqual(['zqplanted before', 'zqplanted first', 'zqplanted second'])
  await elsewhere.goto(`${wardline.url}/messages/${id}`)
  await expect(line(elsewhere, 'zqplanted second')).toHaveCount(1)
  await expect.poll(() => countKept(elsewhere)).toBe(1)
  expect(await readStored(elsewhere)).not.toContain('zqplanted')
})

test('signing out forgets what was not sent', async ({ wardline, open }) => {
  const { id, texts } = await beginGroup(wardline.url)
  const bea = await open(wardline.url, 'surgeryClerk')
  await bea.goto(`${wardline.url}/messages/${id}`)
  const unblock = await holdBack(bea)
  await say(bea, 'Never sent')
  await expect.poll(() => countKept(bea)).toBe(1)
  const other = await bea.context().newPage()
  await other.goto(`${wardline.url}/messages/${id}`)
  await expect(line(other, 'Never sent')).toBeVisible(WITHIN_A_SECOND)
  await bea.getByRole('button', { name: /^You:/ }).click()
  await bea.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(bea).toHaveURL(/sign-in/)
  expect(await countKept(bea)).toBe(0)
  await unblock()
  expect(await texts()).toEqual([])
})

test('where the right is gone meanwhile, it is refused with the reason, and can be discarded', async ({
  wardline,
  open,
}) => {
  const { id, clerkId, manager, texts } = await beginGroup(wardline.url)
  const bea = await open(wardline.url, 'surgeryClerk')
  await bea.goto(`${wardline.url}/messages/${id}`)
  const unblock = await holdBack(bea)
  await say(bea, 'Too late')
  await manager.must('DELETE', `/api/messages/conversations/${id}/participants/${clerkId}`)
  await unblock()
  const unsent = bea.getByRole('region', { name: 'Not sent' })
  await expect(unsent.getByText('Too late')).toBeVisible()
  await expect(unsent.getByText('You are not in this conversation any more.')).toBeVisible()
  await unsent.getByRole('button', { name: 'Discard' }).click()
  await expect(unsent).toBeHidden()
  expect(await countKept(bea)).toBe(0)
  expect(await texts()).toEqual([])
})

test('in a page without a secure context it waits in memory, and says so', async ({ wardline, browser }) => {
  const { id, texts } = await beginGroup(wardline.url)
  const url = `http://wardline.lan:${wardline.first.port}`
  const bea = await browser.newPage()
  await signIn(bea, url, 'surgeryClerk')
  await bea.goto(`${url}/messages/${id}`)
  await expect(bea.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await bea.context().setOffline(true)
  await say(bea, 'zqplanted here only')
  await expect(bea.getByText(/Keep this page open/)).toBeVisible()
  expect(await readStored(bea)).not.toContain('zqplanted')
  await bea.context().setOffline(false)
  await expect.poll(texts).toEqual(['zqplanted here only'])
  await bea.close()
})

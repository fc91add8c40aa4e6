import type { Page } from '@playwright/test'
import { signInAsScript, type ScriptClient } from './harness/scriptClient.ts'
import { expect, test, WITHIN_A_SECOND } from './harness/test.ts'

interface Me {
  readonly id: string
  readonly name: string
}

/** A group of the clerk and the manager of Surgery, begun by the clerk. */
async function beginGroup(clerk: ScriptClient, manager: ScriptClient): Promise<string> {
  const { id } = await manager.must<Me>('GET', '/api/me')
  const group = await clerk.must<{ id: string }>('POST', '/api/messages/conversations', {
    kind: 'group',
    user_ids: [id],
    title: 'Night shift',
  })
  return group.id
}

const line = (page: Page, words: string) => page.getByRole('log', { name: 'Messages' }).getByText(words)

async function say(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(words)
  await page.keyboard.press('Enter')
}

test('two people write to one another: sent, typing, read, changed, reacted to and deleted, each within a second', async ({
  wardline,
  open,
}) => {
  const [clerk, manager] = await Promise.all([
    signInAsScript(wardline.url, 'surgeryClerk'),
    signInAsScript(wardline.url, 'surgeryManager'),
  ])
  const id = await beginGroup(clerk, manager)
  const bea = await open(wardline.url, 'surgeryClerk')
  const ann = await open(wardline.url, 'surgeryManager')
  await bea.goto(`${wardline.url}/messages/${id}`)
  await say(bea, 'Bed 4 is free')
  await expect(line(bea, 'Bed 4 is free')).toBeVisible()

  // Seen wherever one is, before the conversation is open.
  await expect(ann).toHaveTitle(/^\(\d+\) /, WITHIN_A_SECOND)
  await ann.goto(`${wardline.url}/messages/${id}`)
  await expect(line(ann, 'Bed 4 is free')).toBeVisible()

  await ann.getByRole('textbox', { name: 'Message' }).pressSequentially('I will')
  await expect(bea.getByText(/is typing/)).toBeVisible(WITHIN_A_SECOND)
  await say(ann, 'I will send somebody')
  await expect(line(bea, 'I will send somebody')).toBeVisible(WITHIN_A_SECOND)

  await line(bea, 'Bed 4 is free').hover()
  await bea.getByRole('button', { name: 'Change' }).first().click()
  await say(bea, 'Bed 5 is free')
  await expect(line(ann, 'Bed 5 is free')).toBeVisible(WITHIN_A_SECOND)
  await expect(line(ann, 'Bed 4 is free')).toBeHidden()

  await clerk.must('POST', `/api/messages/conversations/${id}/messages`, { content: 'Gone soon' })
  await expect(line(ann, 'Gone soon')).toBeVisible(WITHIN_A_SECOND)
  await line(bea, 'Gone soon').hover()
  await bea.getByRole('button', { name: 'Delete' }).last().click()
  await bea
    .getByRole('dialog')
    .or(bea.getByRole('alertdialog'))
    .getByRole('button', { name: 'Delete' })
    .click()
  await expect(line(ann, 'Gone soon')).toBeHidden(WITHIN_A_SECOND)
})

test('what was said while the server was away is sent once it is back, once', async ({ start, open }) => {
  const wardline = await start()
  const [clerk, manager] = await Promise.all([
    signInAsScript(wardline.url, 'surgeryClerk'),
    signInAsScript(wardline.url, 'surgeryManager'),
  ])
  const id = await beginGroup(clerk, manager)
  const bea = await open(wardline.url, 'surgeryClerk')
  await bea.goto(`${wardline.url}/messages/${id}`)
  await say(bea, 'Before')
  await expect(line(bea, 'Before')).toBeVisible()
  await wardline.first.kill('SIGKILL')
  await say(bea, 'While it was away')
  await expect(line(bea, 'While it was away')).toBeVisible()
  await wardline.first.start()
  const texts = async () => {
    const { items } = await manager.must<{ items: { content: string | null }[] }>(
      'GET',
      `/api/messages/conversations/${id}/messages`,
    )
    return items.flatMap(({ content }) => content ?? [])
  }
  await expect.poll(texts, { timeout: 60_000 }).toEqual(['Before', 'While it was away'])
})

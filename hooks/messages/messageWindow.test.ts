import { expect, test } from 'vitest'
import type { Message, MessagePage } from '@/lib/domains/messages/contract.ts'
import { addNewer, addOlder, readWindow, WINDOW_MAX } from './messageWindow.ts'

const page = (from: number, upto: number, of: Partial<MessagePage> = {}): MessagePage => ({
  items: Array.from({ length: Math.max(0, upto - from + 1) }, (_, at) => ({ number: from + at }) as Message),
  has_older: from > 1,
  has_newer: false,
  ...of,
})
const span = ({ items }: MessagePage) => [items[0]?.number, items.at(-1)?.number]

test('what comes before pushes out the end, and what comes after the beginning', () => {
  const back = addOlder(page(501, 900), page(401, 500))
  expect([span(back), back.has_older, back.has_newer]).toEqual([[401, 800], true, true])
  const forth = addNewer(page(1, 400, { has_newer: true }), page(401, 500))
  expect([span(forth), forth.has_older, forth.has_newer]).toEqual([[101, 500], true, false])
})

test('a page that does not join on is left out', () => {
  expect(span(addOlder(page(501, 600), page(300, 400)))).toEqual([501, 600])
  expect(span(addNewer(page(501, 600), page(700, 800)))).toEqual([501, 600])
})

test('read again, it is the same stretch, up to the end where it reached the end', async () => {
  const read = async (query: Readonly<Record<string, number | string>>) => {
    const limit = Number(query['limit'])
    if (query['after'] !== undefined) {
      const from = Number(query['after']) + 1
      return page(from, Math.min(1_000, from + limit - 1), { has_newer: from + limit - 1 < 1_000 })
    }
    const upto = query['before'] === undefined ? 1_000 : Number(query['before']) - 1
    return page(Math.max(1, upto - limit + 1), upto)
  }
  expect(span(await readWindow(read, page(751, 990)))).toEqual([701, 1_000])
  expect(span(await readWindow(read, page(301, 500, { has_newer: true })))).toEqual([301, 500])
  const whole = await readWindow(read, page(1, 990))
  expect(whole.items.length).toBeLessThanOrEqual(WINDOW_MAX)
})

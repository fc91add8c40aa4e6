// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Message } from '@/lib/domains/messages/contract.ts'
import { createMessagesContract } from '@/lib/domains/messages/messagesContract.ts'
import { createTestDesk } from '../testing/createTestDesk.tsx'
import { useChat } from './useChat.ts'

vi.mock('next/navigation', () => ({ usePathname: () => '/messages' }))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const TOPIC = 'conversation:c1'
const AT = '2026-01-01T00:00:00.000Z'

const message = (number: number, of: Partial<Message> = {}): Message => ({
  id: `m${number}`,
  conversation_id: 'c1',
  number,
  sender_id: 'ben',
  sender: 'Ben',
  content: `no ${number}`,
  note: null,
  unreadable: false,
  reply_to: null,
  mentions: [],
  attachments: [],
  reactions: [],
  created_at: AT,
  edited_at: null,
  deleted_at: null,
  version: 1,
  ...of,
})

/** A conversation of three messages, open. `posted`: what was sent. */
async function openChat() {
  const posted: { id: string; content: string }[] = []
  vi.stubGlobal(
    'fetch',
    async (path: string, { method = 'GET', body = '' }: { method?: string; body?: string }) => {
      if (method === 'POST' && path.endsWith('/messages'))
        posted.push(JSON.parse(body) as (typeof posted)[number])
      if (path.endsWith('/participants')) return Response.json({ items: [] })
      if (path.includes('/messages?'))
        return Response.json({
          items: [1, 2, 3].map((number) => message(number)),
          has_older: false,
          has_newer: false,
        })
      return Response.json({ id: 'c1', read: 3, last_number: 3 })
    },
  )
  const desk = createTestDesk([createMessagesContract('ada')])
  const hook = renderHook(() => useChat('c1'), { wrapper: desk.wrapper })
  await act(() => desk.connect())
  for (const topic of [TOPIC, 'user:ada']) await act(async () => desk.answerSubscribe(topic, 5))
  const lines = () =>
    hook.result.current.messages?.map((line) =>
      line.kind === 'message' ? line.message.content : `${line.outgoing.content} ${line.outgoing.state}`,
    )
  await waitFor(() => expect(lines()).toEqual(['no 1', 'no 2', 'no 3']))
  const hear = (seq: number, action: 'created' | 'updated', said: Message) =>
    act(async () =>
      desk.server.socket.send({
        type: 'message',
        entity: 'message',
        action,
        timestamp: AT,
        topic: TOPIC,
        seq,
        message: said,
      }),
    )
  return { hook, lines, hear, posted }
}

const words = (content: string) => ({ content, replyTo: null, mentions: [], attachments: [] })

test('what is sent shows at once, and once when it comes back as an event', async () => {
  const { hook, lines, hear, posted } = await openChat()
  act(() => hook.result.current.send(words('mine')))
  expect(lines()?.at(-1)).toMatch(/^mine (waiting|sending)$/)
  await waitFor(() => expect(lines()?.at(-1)).toBe('mine sent'))
  await hear(6, 'created', message(4, { id: posted[0]?.id ?? '', content: 'mine', sender_id: 'ada' }))
  await waitFor(() => expect(lines()).toEqual(['no 1', 'no 2', 'no 3', 'mine']))
})

test('what others say and change is put in place without a fetch', async () => {
  const { lines, hear } = await openChat()
  await hear(6, 'created', message(4))
  await waitFor(() => expect(lines()?.at(-1)).toBe('no 4'))
  await hear(7, 'updated', message(2, { content: 'changed', version: 2 }))
  await waitFor(() => expect(lines()).toEqual(['no 1', 'changed', 'no 3', 'no 4']))
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { v7 as uuidv7 } from 'uuid'
import { WebSocketServer } from 'ws'
import { answerParent } from '../answerParent.ts'
import { costMeter } from '../costMeter.ts'
import { machineNow } from '../machineClock.ts'
import type { TalkQuestions } from '../talkQuestions.ts'

// What a chat costs that keeps nothing: `ws` as it comes, one serialisation of each message, `send` for each client.

const server = createServer()
const webSockets = new WebSocketServer({ server, handleProtocols: (offered) => [...offered][0] ?? false })
webSockets.on('connection', (socket) => {
  socket.on('error', () => {})
  socket.on('message', (data: Buffer) => {
    const { topic } = JSON.parse(data.toString()) as { topic: string }
    socket.send(JSON.stringify({ type: 'subscribed', topic }))
  })
})

const { begin, end } = costMeter()
let topic = ''
let seq = 0

answerParent({
  begin,
  end,
  talk: async ({ people }) => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4_096, resolve))
    const conversationId = uuidv7()
    topic = `conversation:${conversationId}`
    return {
      port: (server.address() as AddressInfo).port,
      conversationId,
      tokens: Array.from({ length: people }, () => 'anybody'),
    }
  },
  say: async ({ words }) => {
    const at = machineNow()
    const id = uuidv7()
    seq += 1
    const created_at = new Date().toISOString()
    // The fields of a message of ours.
    const message = {
      id,
      conversation_id: topic.slice('conversation:'.length),
      number: seq,
      sender_id: id,
      sender: 'Clerk 0',
      content: words,
      note: null,
      unreadable: false,
      reply_to: null,
      mentions: [],
      attachments: [],
      reactions: [],
      created_at,
      edited_at: null,
      deleted_at: null,
      version: 1,
    }
    const frame = {
      type: 'message',
      entity: 'message',
      action: 'created',
      timestamp: created_at,
      message,
      topic,
      seq,
    }
    const bytes = Buffer.from(JSON.stringify(frame))
    for (const client of webSockets.clients) client.send(bytes, { binary: false })
    return { id, at }
  },
} satisfies TalkQuestions)

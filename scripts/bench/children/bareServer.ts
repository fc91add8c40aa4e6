import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { answerParent } from '../answerParent.ts'
import { costMeter, inFlights } from '../costMeter.ts'
import type { ServerQuestions } from '../serverQuestions.ts'

// What most programs do: `ws` as it comes, one serialisation of each event, `send` for each client.

const server = createServer()
// With BENCH_DEFLATE: no context is kept, and what is small goes out as it is.
const perMessageDeflate = process.env['BENCH_DEFLATE'] !== undefined && {
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
  threshold: 8_192,
  zlibDeflateOptions: { memLevel: 4 },
}
const webSockets = new WebSocketServer({ server, perMessageDeflate })
webSockets.on('connection', (socket) => {
  socket.on('error', () => {})
  socket.on('message', () => socket.send(JSON.stringify({ type: 'subscribed' })))
  socket.send(JSON.stringify({ type: 'hello' }))
})

let seq = 0
function announce(): void {
  seq += 1
  const bytes = Buffer.from(
    JSON.stringify({
      type: 'data_update',
      entity: 'crate',
      action: 'updated',
      data: { id: '0192f0c0-0000-7000-8000-000000000001', status: 'stored' },
      timestamp: new Date().toISOString(),
      topic: 'unit:a',
      seq,
    }),
  )
  for (const client of webSockets.clients) client.send(bytes, { binary: false })
}

answerParent({
  ...costMeter(),
  listen: () =>
    new Promise((resolve) =>
      server.listen(0, '127.0.0.1', 4_096, () => resolve((server.address() as AddressInfo).port)),
    ),
  emit: (asked) => inFlights(asked, announce),
} satisfies ServerQuestions)

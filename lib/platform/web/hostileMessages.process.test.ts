import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClientFrame } from '../../realtime/protocol/clientFrame.ts'
import { createTestSocket, type Frame, type TestSocket } from '../../realtime/testing/createTestSocket.ts'
import { frameArbitrary } from '../../realtime/testing/frameArbitrary.ts'
import { createBystander } from './testing/createBystander.ts'
import { startTarget, type Target } from './testing/startTarget.ts'

let target: Target
beforeAll(async () => {
  target = await startTarget()
})
afterAll(() => target[Symbol.asyncDispose]())

const connect = (path = '/ws?token=ada'): Promise<TestSocket> =>
  createTestSocket(`ws://127.0.0.1:${target.port}${path}`)

/** What comes back for a text until the pong of a ping sent after it; `closed` when the line ends instead. */
async function answersTo(socket: TestSocket, text: string): Promise<readonly Frame[] | 'closed'> {
  const at = socket.frames.length
  socket.send(text)
  socket.send({ type: 'ping' })
  const pong = socket.expect({ type: 'pong' }).then(
    () => socket.frames.slice(at),
    () => 'closed' as const,
  )
  return await Promise.race([pong, socket.closed().then(() => 'closed' as const)])
}

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
const MALFORMED = { type: 'error', code: 'malformed_frame' }
const UNKNOWN = { type: 'error', code: 'unknown_type' }

/** Name, text, and what it is answered with beside the pong; null: with nothing. */
const MESSAGES: readonly (readonly [string, string, object | null])[] = [
  ['no JSON', '{', MALFORMED],
  ['a list', '[]', MALFORMED],
  ['null', 'null', MALFORMED],
  ['a number', '1e999', MALFORMED],
  ['no type', '{}', MALFORMED],
  ['a type that is no word', '{"type":{"toString":"ping"}}', MALFORMED],
  ['an unknown type', '{"type":"drop_tables"}', UNKNOWN],
  ['a type of every object', '{"type":"constructor"}', UNKNOWN],
  ['a prototype', '{"type":"__proto__","__proto__":{"isAdmin":true}}', UNKNOWN],
  ['a prototype in a known frame', '{"type":"subscribe","__proto__":{"topic":"unit:a"}}', MALFORMED],
  ['a prototype among cursors', '{"type":"resume","cursors":{"__proto__":{"epoch":"e","seq":0}}}', null],
  ['a type said twice', '{"type":"ping","type":"nothing"}', UNKNOWN],
  [
    'a topic said twice',
    '{"type":"subscribe","topic":"unit:a","topic":"unit:secret"}',
    { code: 'forbidden' },
  ],
  ['half a sign', '{"type":"\\ud800"}', UNKNOWN],
  ['half a sign to be repeated', '{"type":"x","request_id":"\\udfff\\ud800"}', UNKNOWN],
  ['depth 30,000', `{"type":"subscribe","topic":${deep(30_000)}}`, MALFORMED],
  ['depth 30,000 in what is not looked at', `{"type":"ping","timestamp":${deep(30_000)}}`, { type: 'pong' }],
  [
    '20,000 unknown fields',
    `{"type":"x",${Array.from({ length: 5_000 }, (_, at) => `"k${at}":1`).join(',')}}`,
    UNKNOWN,
  ],
  ['a topic that is not there', '{"type":"subscribe","topic":"unit:nowhere"}', { code: 'forbidden' }],
  ['a pattern for a topic', '{"type":"subscribe","topic":"unit:*"}', MALFORMED],
  ['presence where one is not', '{"type":"presence_join","topic":"unit:b"}', { code: 'forbidden' }],
]

test.each(MESSAGES)('[CON-1] %s is answered, and the connection lives', async (_name, text, answer) => {
  await using socket = await connect()
  await socket.expect({ type: 'connection_established' })
  socket.send(text)
  if (answer !== null) await socket.expect(answer as Frame)
  socket.send({ type: 'ping' })
  await socket.expect({ type: 'pong' })
  expect(target.troubles).toEqual([])
})

test('[CON-4] depth 100,000 is more than a frame holds', async () => {
  await using bystander = await createBystander(target.port)
  await using socket = await connect()
  await socket.expect({ type: 'connection_established' })
  expect(await answersTo(socket, `{"type":"ping","timestamp":${deep(100_000)}}`)).toBe('closed')
  expect(await socket.closed()).toMatchObject({ code: 1009 })
  await bystander.lives()
})

test.each(['/ws?token=ben', '/ws/updates/?token=ben', '/ws/health/'])(
  '[CON-4] the fifth frame at %s that makes no sense closes it',
  async (path) => {
    await using socket = await connect(path)
    for (let sent = 0; sent < 5; sent += 1) socket.send('nonsense')
    expect(await socket.closed()).toMatchObject({ code: 4010 })
  },
)

const FRAMES = ClientFrame._zod.def.options.map(
  (schema) => [String(schema.shape.type._zod.def.values[0]), schema] as const,
)

/** So many frames of each kind. */
const RUNS = 60

test.each(FRAMES)(
  '[PRO-10] %s frames, whatever is in them, are answered or ignored; nothing fails',
  async (type, schema) => {
    await using bystander = await createBystander(target.port)
    let socket = await connect()
    try {
      await fc.assert(
        fc.asyncProperty(frameArbitrary(schema), async (value) => {
          if (socket.raw.readyState !== socket.raw.OPEN) socket = await connect()
          const frame =
            typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, type } : value
          const answers = await answersTo(socket, JSON.stringify(frame) ?? '')
          // Four a minute are forgiven.
          if (answers === 'closed') expect((await socket.closed()).code).toBe(4010)
          else expect(answers.filter(({ code }) => code === 'internal')).toEqual([])
        }),
        { numRuns: RUNS },
      )
    } finally {
      await socket[Symbol.asyncDispose]()
    }
    await bystander.lives()
    expect(target.troubles).toEqual([])
  },
)

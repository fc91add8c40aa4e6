import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBystander } from './testing/createBystander.ts'
import { openRaw, upgradeHead, type RawSocket } from './testing/rawSocket.ts'
import { startTarget, type Target } from './testing/startTarget.ts'
import { closeCodeIn, OPCODE, wireFrame } from './testing/wireFrame.ts'

let target: Target
beforeAll(async () => {
  target = await startTarget()
})
afterAll(() => target[Symbol.asyncDispose]())

const { more, text, binary, close, ping, pong } = OPCODE
const begin = (payload: string | Buffer): Buffer => wireFrame(text, payload, { isFinal: false })
const open = { isFinal: false } as const
const half = Buffer.from('ü')

/** Name, what is sent after the handshake, and the code that it is closed with. */
const ATTACKS: readonly (readonly [string, Buffer, number])[] = [
  ...[4, 2, 1, 7].map(
    (reserved) => [`reserved bits ${reserved}`, wireFrame(text, '{}', { reserved }), 1002] as const,
  ),
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map(
    (opcode) => [`opcode ${opcode}`, wireFrame(opcode), 1002] as const,
  ),
  ['a ping in pieces', wireFrame(ping, 'a', open), 1002],
  ['a pong in pieces', wireFrame(pong, 'a', open), 1002],
  ['a close in pieces', wireFrame(close, '', open), 1002],
  ['a ping of 126 bytes', wireFrame(ping, 'x'.repeat(126)), 1002],
  ['a close of one byte', wireFrame(close, 'x'), 1002],
  ['a close with a code that is none', wireFrame(close, Buffer.from([0x03, 0xec])), 1002],
  ['a close with a code out of range', wireFrame(close, Buffer.from([0xff, 0xff])), 1002],
  ['a close whose reason is no text', wireFrame(close, Buffer.from([0x03, 0xe8, 0xff])), 1007],
  ['a piece of nothing', wireFrame(more, 'a'), 1002],
  ['a text within a text', Buffer.concat([begin('a'), wireFrame(text, 'b')]), 1002],
  ['bytes that are no text', wireFrame(text, Buffer.from([0xc3, 0x28])), 1007],
  ['an overlong sign', wireFrame(text, Buffer.from([0xc0, 0x80])), 1007],
  ['a surrogate', wireFrame(text, Buffer.from([0xed, 0xa0, 0x80])), 1007],
  [
    'half a sign at the border of two pieces',
    Buffer.concat([begin(half.subarray(0, 1)), wireFrame(more, '('), wireFrame(more)]),
    1007,
  ],
  ['no mask', wireFrame(text, '{"type":"ping"}', { isMasked: false }), 1002],
  ['one byte more than 64 KiB', wireFrame(text, 'x'.repeat(65_537)), 1009],
  ['a length of 8 EiB', wireFrame(text, 'x', { claimed: 2 ** 62 }), 1009],
  ['a length of 4 GiB', wireFrame(binary, 'x', { claimed: 2 ** 32 }), 1009],
  [
    'pieces that are too many',
    Buffer.concat([begin('['), ...Array(200).fill(wireFrame(more, '[', open))]),
    1008,
  ],
  [
    'pieces that are too much together',
    Buffer.concat([begin('x'.repeat(40_000)), wireFrame(more, 'x'.repeat(40_000))]),
    1009,
  ],
  ['binary frames', Buffer.concat(Array(5).fill(wireFrame(binary, '{"type":"ping"}'))), 4010],
]

/** All doors: with sign-in and without. */
const DOORS = ['/ws?token=ada&client_id=', '/ws/updates/?token=ben&client_id=', '/ws/health/?client_id=']

async function attack(path: string, bytes: Buffer): Promise<number | null> {
  using line = openRaw(target.port)
  const isOpen = (answer: Buffer): boolean => answer.includes('"timestamp"') || answer.includes('connection_')
  line.write(upgradeHead(path, { 'X-Forwarded-For': address() }))
  await line.until(isOpen)
  line.write(bytes)
  const { bytes: answer } = await line.until((came) => closeCodeIn(came) !== null)
  return closeCodeIn(answer)
}

/** Another one each time: doors without sign-in count by address. */
let addresses = 0
const address = (): string => `10.0.${(addresses += 1) >> 8}.${addresses & 255}`

test.each(DOORS)(
  '[CON-1] whatever the frames of %s are made of, they close it, and nobody else',
  async (door) => {
    await using bystander = await createBystander(target.port)
    for (const [at, [name, bytes, code]] of ATTACKS.entries()) {
      expect(await attack(`${door}${at}`, bytes), name).toBe(code)
    }
    await bystander.lives()
    expect(target.troubles).toEqual([])
  },
)

test('[CON-1] good frames come through in any pieces', async () => {
  using line = openRaw(target.port)
  line.write(upgradeHead())
  const word = Buffer.from('{"type":"ping","timestamp":"ü"}')
  const pieces = [...word].map((byte, at) =>
    wireFrame(at === 0 ? text : more, Buffer.from([byte]), { isFinal: at === word.length - 1 }),
  )
  const between = pieces.flatMap((piece) => [piece, wireFrame(ping, 'still here')])
  for (const byte of Buffer.concat(between)) line.write(Buffer.from([byte]))
  line.write(wireFrame(text, '{"type":"ping"}', { wide: true }))
  const { bytes } = await line.until((came) => came.toString('latin1').split('"pong"').length === 3)
  expect(bytes.toString('latin1').split('"pong"')).toHaveLength(3)
})

/** What floods a connection, in chunks as a socket reads them. */
const padding = (count: number, of: Buffer): Buffer => Buffer.concat(Array<Buffer>(count).fill(of))
const FLOODS: readonly (readonly [string, Buffer])[] = [
  ['half a frame', Buffer.concat([wireFrame(text, 'x'.repeat(60_000), { claimed: 65_536 })])],
  ['empty frames', padding(20_000, wireFrame(text))],
  ['pongs that nobody asked for', padding(4_000, wireFrame(pong, 'x'.repeat(125)))],
  ['pings whose pongs nobody reads', padding(4_000, wireFrame(ping, 'x'.repeat(125)))],
  [
    'pieces that each hold what was read with them',
    Buffer.concat([
      begin('x'),
      padding(
        60,
        Buffer.concat([padding(450, wireFrame(pong, 'x'.repeat(125))), wireFrame(more, 'x', open)]),
      ),
    ]),
  ],
  ['short frames', padding(5_000, wireFrame(text, '{"type":"ping"}'))],
]

async function weigh(lines: readonly RawSocket[], bytes: Buffer): Promise<number> {
  const before = await target.state()
  for (const { socket } of lines) socket.pause()
  await Promise.all(
    lines.map(
      ({ socket }) =>
        new Promise<void>((resolve) => {
          socket.once('close', () => resolve())
          socket.write(bytes, () => resolve())
        }),
    ),
  )
  await target.state()
  const after = await target.state()
  return (after.bytes - before.bytes) / lines.length
}

test.each(FLOODS)(
  '[CON-4] %s: below 128 KiB a connection before sign-in, 1 MiB after',
  async (_name, bytes) => {
    await using bystander = await createBystander(target.port)
    for (const [isSignedIn, most] of [
      [true, 1024 * 1024],
      [false, 128 * 1024],
    ] as const) {
      if (!isSignedIn) await target.gate()
      const lines = Array.from({ length: 8 }, () => openRaw(target.port))
      try {
        lines.forEach((line, at) => line.write(upgradeHead(`/ws?token=ada&client_id=${at}`)))
        const isOpen = (came: Buffer): boolean => came.includes(isSignedIn ? 'established' : '\r\n\r\n')
        await Promise.all(lines.map((line) => line.until(isOpen)))
        expect(await weigh(lines, bytes)).toBeLessThan(most)
      } finally {
        for (const line of lines) line[Symbol.dispose]()
        await target.open()
      }
    }
    await bystander.lives()
    expect(target.troubles).toEqual([])
  },
)

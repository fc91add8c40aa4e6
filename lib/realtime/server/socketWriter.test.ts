import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { SocketWriter } from './socketWriter.ts'
import type { WriteListener } from './socketWriter.ts'

const listener = (onTaken: () => void = () => {}): WriteListener => ({ onTaken, onWritten: () => {} })

/** Two ends of one connection. */
async function openPair(): Promise<{ near: Socket; far: Socket } & AsyncDisposable> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const far = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [near] = (await once(server, 'connection')) as [Socket]
  return {
    near,
    far,
    async [Symbol.asyncDispose]() {
      near.destroy()
      far.destroy()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}

/** Bytes that show when one is missing, twice there or out of place. */
function numbered(from: number, count: number): Buffer {
  const bytes = Buffer.alloc(count * 4)
  for (let at = 0; at < count; at += 1) bytes.writeUInt32BE(from + at, at * 4)
  return bytes
}

function readNumbered(far: Socket, count: number): Promise<void> {
  const pieces: Buffer[] = []
  let length = 0
  return new Promise((resolve, reject) => {
    far.on('data', (piece: Buffer) => {
      pieces.push(piece)
      length += piece.length
      if (length < count * 4) return
      const all = Buffer.concat(pieces)
      for (let at = 0; at < count; at += 1) {
        if (all.readUInt32BE(at * 4) !== at) return reject(new Error(`${at} is not in its place`))
      }
      resolve()
    })
  })
}

test('[HUB-12] while the other end does not read, bytes wait, are counted, are told when taken, and keep their order', async () => {
  await using pair = await openPair()
  const { far, near } = pair
  let taken = 0
  let tell = (): void => {}
  const isTaken = new Promise<void>((resolve) => (tell = resolve))
  const onTaken = (): void => {
    taken += 1
    tell()
  }
  const writer = new SocketWriter(near, listener(onTaken))
  far.pause()
  let next = 0
  const write = (count: number): void => {
    expect(writer.write(numbered(next, count))).toBe(true)
    next += count
  }
  // More than the system takes: the rest waits below the stream, and what follows waits behind it.
  write(4_000_000)
  const first = writer.waiting
  expect(first).toBeGreaterThan(1_000_000)
  expect([writer.isClear, writer.willTell]).toEqual([false, true])
  for (let piece = 0; piece < 50; piece += 1) write(1_000)
  expect(writer.waiting).toBe(first + 200_000)
  expect(near.writableLength).toBe(0)
  expect(taken).toEqual(0)
  const read = readNumbered(far, next + 1_000)
  far.resume()
  await isTaken
  expect([writer.waiting, writer.isClear, writer.willTell]).toEqual([0, true, false])
  write(1_000)
  await read
  expect(taken).toBe(1)
})

test('[HUB-12] what is written through the stream, and its end, never overtake what was written before', async () => {
  await using pair = await openPair()
  const { far, near } = pair
  const writer = new SocketWriter(near, listener())
  far.pause()
  writer.write(numbered(0, 2_000_000))
  writer.write(numbered(2_000_000, 10))
  near.end(numbered(2_000_010, 10))
  const read = readNumbered(far, 2_000_020)
  far.resume()
  await Promise.all([read, once(far, 'end')])
  expect(writer.write(numbered(0, 1))).toBe(false)
})

test('a small write to a reader is taken at once, and nothing is told', async () => {
  await using pair = await openPair()
  let taken = 0
  const writer = new SocketWriter(
    pair.near,
    listener(() => (taken += 1)),
  )
  const read = readNumbered(pair.far, 300)
  for (let piece = 0; piece < 3; piece += 1) writer.write(numbered(piece * 100, 100))
  expect([writer.waiting, writer.willTell]).toEqual([0, false])
  await read
  expect(taken).toBe(0)
})

test('a line that breaks ends the socket like any other error, and further writes are refused', async () => {
  await using pair = await openPair()
  const { far, near } = pair
  let told = false
  const writer = new SocketWriter(
    near,
    listener(() => (told = true)),
  )
  far.pause()
  writer.write(Buffer.alloc(16_000_000))
  near.on('error', () => {})
  const closed = new Promise<void>((resolve) => void near.once('close', () => resolve()))
  far.resetAndDestroy()
  await closed
  expect(writer.write(Buffer.alloc(1))).toBe(false)
  expect([writer.waiting, told]).toEqual([0, false])
})

test('a socket that is no network socket is written through its stream', () => {
  const written: Buffer[] = []
  const duplex = new Duplex({
    read: () => {},
    write: (chunk: Buffer) => void written.push(chunk),
  })
  const writer = new SocketWriter(duplex, listener())
  writer.write(Buffer.from('first'))
  writer.write(Buffer.from('second'))
  expect(written.map(String)).toEqual(['first'])
  expect(duplex.writableLength).toBe(11)
  expect(writer.waiting).toBe(11)
})

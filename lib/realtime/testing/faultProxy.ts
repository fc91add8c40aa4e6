import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A TCP proxy on a free port that does to its lines what networks do. */
export interface FaultProxy extends AsyncDisposable {
  readonly port: number
  /** Lines open now. */
  readonly lines: number
  /** Resets every line, both ways. */
  cut(): void
  /** Nothing passes, either way; lines stay open, and bytes wait. */
  stall(): void
  /** The client's side of every line is gone without a word to the server, which goes on believing in it. */
  halfOpen(): void
  /** New lines are reset at once. */
  refuse(): void
  /** Bytes pass at most this many at a time, each in a write of its own. */
  slice(bytes: number): void
  /** Bytes pass this much later, ms. */
  delay(ms: number): void
  /** Undoes stall, refuse, slice and delay. */
  heal(): void
}

interface Line {
  readonly client: Socket
  readonly server: Socket
}

interface Faults {
  isRefusing: boolean
  isStalled: boolean
  sliceBytes: number
  delayMs: number
}

const HEALTHY: Faults = { isRefusing: false, isStalled: false, sliceBytes: Infinity, delayMs: 0 }

/** Starts a proxy before `targetPort` on loopback. */
export async function createFaultProxy(targetPort: number): Promise<FaultProxy> {
  const lines = new Set<Line>()
  let faults = { ...HEALTHY }

  const pass = async (data: Buffer, to: Socket): Promise<void> => {
    if (faults.delayMs > 0) await new Promise((resolve) => void setTimeout(resolve, faults.delayMs))
    const step = Math.min(data.length, faults.sliceBytes)
    for (let at = 0; at < data.length && !to.destroyed; at += step) {
      const slice = data.subarray(at, at + step)
      await new Promise<void>((resolve) => void to.write(slice, () => resolve()))
    }
  }

  const pipe = (from: Socket, to: Socket): void => {
    // One chunk after the other, whatever happens to it on the way.
    let last = Promise.resolve()
    from.on('data', (data: Buffer) => {
      last = last.then(() => pass(data, to))
    })
    from.on('end', () => {
      last = last.then(() => void to.end())
    })
  }

  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (faults.isRefusing) return void client.resetAndDestroy()
    const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true })
    const line = { client, server: target }
    lines.add(line)
    for (const socket of [client, target]) {
      socket.setNoDelay(true)
      socket.on('error', () => socket.destroy())
    }
    client.on('close', () => {
      if (!lines.delete(line)) return
      target.destroy()
    })
    target.on('close', () => {
      lines.delete(line)
      client.destroy()
    })
    pipe(client, target)
    pipe(target, client)
    if (faults.isStalled) for (const socket of [client, target]) socket.pause()
  })
  const orphans = new Set<Socket>()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    port: (server.address() as AddressInfo).port,
    get lines() {
      return lines.size
    },
    cut() {
      for (const { client, server: target } of lines) {
        client.resetAndDestroy()
        target.resetAndDestroy()
      }
      lines.clear()
    },
    stall() {
      faults.isStalled = true
      for (const line of lines) for (const socket of [line.client, line.server]) socket.pause()
    },
    halfOpen() {
      for (const line of lines) {
        lines.delete(line)
        orphans.add(line.server)
        line.server.pause()
        line.client.resetAndDestroy()
      }
    },
    refuse: () => void (faults.isRefusing = true),
    slice: (bytes) => void (faults.sliceBytes = bytes),
    delay: (ms) => void (faults.delayMs = ms),
    heal() {
      faults = { ...HEALTHY }
      for (const line of lines) for (const socket of [line.client, line.server]) socket.resume()
    },
    async [Symbol.asyncDispose]() {
      for (const { client, server: target } of lines) for (const socket of [client, target]) socket.destroy()
      for (const socket of orphans) socket.destroy()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}

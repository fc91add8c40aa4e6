import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A TCP proxy on a free port that does to its lines what networks do. */
export interface FaultProxy extends AsyncDisposable {
  readonly port: number
  /** Lines open now. */
  readonly lines: number
  /** Lines that `cutAt` has reset so far. */
  readonly cuts: number
  /** Resets every line, both ways. */
  cut(): void
  /** Nothing passes, either way; lines stay open, and bytes wait. */
  stall(): void
  /** The client's side of every line is gone without a word to the server, which goes on believing in it. */
  halfOpen(): void
  /** The server's side of every line is gone without a word to the client, which goes on believing in it. */
  vanish(): void
  /** Resets the next line on which the client says `text`. `passes`: the server still hears it, and its answer is lost. */
  cutAt(text: string, options: { readonly passes: boolean }): void
  /** New lines are reset at once. */
  refuse(): void
  /** Bytes pass at most this many at a time, each in a write of its own. */
  slice(bytes: number): void
  /** Bytes pass this much later, ms. */
  delay(ms: number): void
  /** At most this many bytes a second pass each way of each line. */
  throttle(bytesPerSecond: number): void
  /** Undoes all of these but what is already gone. */
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
  bytesPerSecond: number
  cutAt: { readonly text: string; readonly passes: boolean } | null
}

const HEALTHY: Faults = {
  isRefusing: false,
  isStalled: false,
  sliceBytes: Infinity,
  delayMs: 0,
  bytesPerSecond: Infinity,
  cutAt: null,
}

/** Starts a proxy before `targetPort` on loopback. */
export async function createFaultProxy(targetPort: number): Promise<FaultProxy> {
  const lines = new Set<Line>()
  let faults = { ...HEALTHY }
  let cuts = 0

  const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))
  const pass = async (data: Buffer, to: Socket): Promise<void> => {
    if (faults.delayMs > 0) await pause(faults.delayMs)
    const step = Math.min(data.length, faults.sliceBytes)
    for (let at = 0; at < data.length && !to.destroyed; at += step) {
      const slice = data.subarray(at, at + step)
      await new Promise<void>((resolve) => void to.write(slice, () => resolve()))
      if (faults.bytesPerSecond < Infinity) await pause((slice.length * 1_000) / faults.bytesPerSecond)
    }
  }

  /** True: the line ends here. */
  const meetsCut = async (data: Buffer, { client, server: target }: Line): Promise<boolean> => {
    const { cutAt } = faults
    if (cutAt === null || !data.includes(cutAt.text)) return false
    faults.cutAt = null
    cuts += 1
    client.resetAndDestroy()
    if (!cutAt.passes) target.resetAndDestroy()
    // A reset could overtake what the server is to hear.
    else await new Promise<void>((resolve) => void target.end(data, resolve))
    return true
  }

  const pipe = (line: Line, from: Socket, to: Socket): void => {
    // One chunk after the other, whatever happens to it on the way.
    let last = Promise.resolve()
    from.on('data', (data: Buffer) => {
      last = last.then(async () => {
        if (from === line.client && (await meetsCut(data, line))) return
        await pass(data, to)
      })
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
    // Of a line that broke on one side only, the other side lives on.
    client.on('close', () => {
      if (lines.delete(line) && !target.writableEnded) target.destroy()
    })
    target.on('close', () => {
      if (lines.delete(line)) client.destroy()
    })
    pipe(line, client, target)
    pipe(line, target, client)
    if (faults.isStalled) for (const socket of [client, target]) socket.pause()
  })
  const orphans = new Set<Socket>()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    port: (server.address() as AddressInfo).port,
    get lines() {
      return lines.size
    },
    get cuts() {
      return cuts
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
    vanish() {
      for (const line of lines) {
        lines.delete(line)
        orphans.add(line.client)
        line.client.pause()
        line.server.resetAndDestroy()
      }
    },
    cutAt: (text, { passes }) => void (faults.cutAt = { text, passes }),
    refuse: () => void (faults.isRefusing = true),
    slice: (bytes) => void (faults.sliceBytes = bytes),
    delay: (ms) => void (faults.delayMs = ms),
    throttle: (bytesPerSecond) => void (faults.bytesPerSecond = bytesPerSecond),
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

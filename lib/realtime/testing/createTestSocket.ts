import { once } from 'node:events'
import { isDeepStrictEqual } from 'node:util'
import { WebSocket } from 'ws'
import type { ClientOptions } from 'ws'

export type Frame = Readonly<Record<string, unknown>>
/** A frame that has at least these fields; nested objects likewise. */
export type Match = Frame | ((frame: Frame) => boolean)

export interface TestSocket extends AsyncDisposable {
  readonly raw: WebSocket
  /** Every frame so far. */
  readonly frames: readonly Frame[]
  send(frame: object | string): void
  /** The next frame that fits, of those not yet expected. Frames before it are passed over. */
  expect(match: Match): Promise<Frame>
  /** The very next frame fits. */
  expectNext(match: Match): Promise<Frame>
  /** Nothing comes before the sentinel does: a frame that must come after whatever should not be there. */
  expectNothingBefore(sentinel: Match, unwanted?: Match): Promise<void>
  /** Resolves with the code when the connection has ended. */
  closed(): Promise<{ readonly code: number; readonly reason: string }>
  close(): void
}

export interface TestSocketOptions extends ClientOptions {
  readonly protocols?: readonly string[]
}

/** How long a test waits before it says what came instead. */
const PATIENCE_MS = 5_000

/** A WebSocket client that expects. Rejects when the upgrade is refused, with the HTTP status in `message`. */
export async function createTestSocket(url: string, options: TestSocketOptions = {}): Promise<TestSocket> {
  const { protocols, ...rest } = options
  const raw = new WebSocket(url, [...(protocols ?? [])], rest)
  const frames: Frame[] = []
  let at = 0
  let wake = (): void => {}
  raw.on('message', (data) => {
    frames.push(JSON.parse((data as Buffer).toString('utf8')) as Frame)
    wake()
  })
  const ended = new Promise<{ code: number; reason: string }>((resolve) => {
    raw.once('close', (code, reason) => {
      resolve({ code, reason: String(reason) })
      wake()
    })
  })
  await once(raw, 'open')
  raw.on('error', () => {})

  const next = async (what: () => string): Promise<Frame> => {
    for (;;) {
      const frame = frames[at]
      if (frame !== undefined) {
        at += 1
        return frame
      }
      if (raw.readyState === WebSocket.CLOSED) throw new Error(`closed while waiting for ${what()}`)
      await new Promise<void>((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error(`waited in vain for ${what()}`)), PATIENCE_MS)
        wake = () => {
          clearTimeout(limit)
          resolve()
        }
      })
    }
  }
  const describe = (match: Match): string =>
    `${typeof match === 'function' ? String(match) : JSON.stringify(match)}; came: ${JSON.stringify(frames.slice(-10))}`

  return {
    raw,
    frames,
    send: (frame) => raw.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    async expect(match) {
      for (;;) {
        const frame = await next(() => describe(match))
        if (fits(frame, match)) return frame
      }
    },
    async expectNext(match) {
      const frame = await next(() => describe(match))
      if (!fits(frame, match)) throw new Error(`expected next ${describe(match)}`)
      return frame
    },
    async expectNothingBefore(sentinel, unwanted = () => true) {
      for (;;) {
        const frame = await next(() => describe(sentinel))
        if (fits(frame, sentinel)) return
        if (fits(frame, unwanted)) throw new Error(`did not expect ${JSON.stringify(frame)}`)
      }
    },
    closed: () => ended,
    close: () => raw.close(),
    async [Symbol.asyncDispose]() {
      if (raw.readyState !== WebSocket.CLOSED) raw.terminate()
      await ended
    },
  }
}

function fits(frame: unknown, match: unknown): boolean {
  if (typeof match === 'function') return Boolean((match as (frame: unknown) => boolean)(frame))
  if (typeof match !== 'object' || match === null || Array.isArray(match))
    return isDeepStrictEqual(frame, match)
  if (typeof frame !== 'object' || frame === null) return false
  const given = frame as Frame
  return Object.entries(match).every(([key, value]) => fits(given[key], value))
}

import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** What lies below a network socket's stream: libuv's queue, which the stream's own writes end in, too. */
export interface SocketHandle {
  /** 0, or an error as a negative number. The system takes the bytes at once, or the request is under way. */
  writeBuffer(request: WriteRequest, bytes: Buffer): number
  /** Bytes that the system has not taken. */
  readonly writeQueueSize: number
}

/** One write that may be under way. One that the system took at once has left no trace in it, and serves again. */
export interface WriteRequest {
  /** Positive while it is under way. */
  getAsyncId(): number
  /** Called once what was under way has been taken, or has failed: a negative number. */
  oncomplete?: (status: number) => void
  /** Kept alive while it is under way. */
  bytes?: Buffer
}

const Request = findRequest()

/** Null: no network socket, one that is gone, or a Node whose sockets are made otherwise. Then there is only the stream. */
export function handleOf(socket: Duplex): SocketHandle | null {
  if (Request === null || !(socket instanceof Socket)) return null
  const handle = (socket as unknown as { readonly _handle: Partial<SocketHandle> | null })._handle
  if (handle?.constructor.name !== 'TCP' || typeof handle.writeBuffer !== 'function') return null
  return typeof handle.writeQueueSize === 'number' ? (handle as SocketHandle) : null
}

/** A request for `writeBuffer`. Throws where `handleOf` answers null for everything. */
export function createWriteRequest(): WriteRequest {
  if (Request === null) throw new Error('this Node has no requests for writes')
  return new Request()
}

/** Node's own class. It is no part of its documented interface, so that it may be missing one day. */
function findRequest(): (new () => WriteRequest) | null {
  try {
    const { binding } = process as unknown as {
      binding?: (name: string) => { readonly WriteWrap?: new () => WriteRequest }
    }
    const WriteWrap = binding?.call(process, 'stream_wrap').WriteWrap
    return WriteWrap !== undefined && new WriteWrap().getAsyncId() < 0 ? WriteWrap : null
  } catch {
    return null
  }
}

import type { Duplex } from 'node:stream'
import { getSystemErrorName } from 'node:util'
import { createWriteRequest, handleOf } from './socketHandle.ts'
import type { SocketHandle, WriteRequest } from './socketHandle.ts'

/** Told what becomes of a socket's writes. */
export interface WriteListener {
  /** The system has taken, later than at once, all that was written. */
  readonly onTaken: () => void
  /** What was queued in this turn has been written. */
  readonly onWritten: () => void
}

/**
 * Writes to one socket, in order. Bytes for a network socket are handed to what lies below its stream: the stream's own
 * bookkeeping is a good part of what a small write costs. What the system does not take at once waits there, in the queue
 * that the stream's writes end in, too, so nothing overtakes. Nobody else may write to its stream, but for what comes
 * first and what comes last. Other sockets are written through their stream.
 */
export class SocketWriter {
  /** What this turn has for the socket; empty while nothing waits (see `TurnWriter`). */
  buffers: Buffer[] = NOTHING
  queuedBytes = 0
  queuedFrames = 0
  isQueued = false
  /** Writes that the system has not taken yet. */
  #underWay = 0
  readonly #handle: SocketHandle | null
  readonly #socket: Duplex
  readonly listener: WriteListener

  constructor(socket: Duplex, listener: WriteListener) {
    this.#socket = socket
    this.#handle = handleOf(socket)
    this.listener = listener
    if (this.#handle === null) socket.on('drain', () => listener.onTaken())
  }

  /** Bytes that the system has not taken. */
  get waiting(): number {
    if (this.#handle === null) return this.#socket.writableLength
    return this.#underWay === 0 || this.#socket.destroyed ? 0 : this.#handle.writeQueueSize
  }

  /** Whether nothing waits: neither for the end of this turn nor for the system. */
  get isClear(): boolean {
    if (this.queuedBytes > 0 || this.#underWay > 0) return false
    return this.#handle !== null || this.#socket.writableLength === 0
  }

  /** Whether the listener will still be told that what was written is taken. */
  get willTell(): boolean {
    return this.#handle === null ? this.#socket.writableNeedDrain : this.#underWay > 0
  }

  /** False: the socket takes nothing any more. */
  write(bytes: Buffer): boolean {
    const handle = this.#handle
    if (handle === null) return this.#writeToStream(bytes)
    const request = spare ?? createWriteRequest()
    const status = handle.writeBuffer(request, bytes)
    if (status !== 0) return this.#failed(status)
    if (request.getAsyncId() > 0) this.#wait(request, bytes)
    else spare = request
    return true
  }

  #writeToStream(bytes: Buffer): boolean {
    if (!this.#socket.writable) return false
    this.#socket.write(bytes)
    return true
  }

  #wait(request: WriteRequest, bytes: Buffer): void {
    spare = null
    this.#underWay += 1
    request.bytes = bytes
    request.oncomplete = (status) => {
      this.#underWay -= 1
      if (status < 0) this.#failed(status)
      else if (this.#underWay === 0 && !this.#socket.destroyed) this.listener.onTaken()
    }
  }

  /** A socket that has ended or is gone refuses, too: that is no error. */
  #failed(status: number): false {
    const code = getSystemErrorName(status)
    if (this.#socket.writable) this.#socket.destroy(Object.assign(new Error(`write ${code}`), { code }))
    return false
  }
}

/** Of all writers that have nothing queued; never written to. */
export const NOTHING: Buffer[] = []

/** Serves every write that the system takes at once. */
let spare: WriteRequest | null = null

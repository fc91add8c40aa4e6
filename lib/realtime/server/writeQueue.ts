import type { Socket } from 'node:net'

/** Counts what is written; called once per turn, not once per frame. */
export type CountWritten = (frames: number, bytes: number) => void

/** What waits for one socket in this turn. */
export interface SocketQueue {
  readonly socket: Pick<Socket, 'write' | 'writableLength' | 'destroyed'>
  buffers: Buffer[]
  bytes: number
  frames: number
  queued: boolean
  /** Called after each write. */
  onWritten: (() => void) | null
}

/** Writes to each socket once per turn of the event loop, however many frames were queued; in order, nothing waits. */
export class TurnWriter {
  readonly #count: CountWritten
  #dirty: SocketQueue[] = []

  constructor(count: CountWritten) {
    this.#count = count
  }

  add(queue: SocketQueue, buffer: Buffer, frames: number): void {
    queue.buffers.push(buffer)
    queue.bytes += buffer.length
    queue.frames += frames
    if (queue.queued) return
    queue.queued = true
    if (this.#dirty.push(queue) === 1) process.nextTick(() => this.#flushAll())
  }

  /** Writes now what waits for this socket; what follows (a close frame) must not overtake it. */
  flush(queue: SocketQueue): void {
    const { buffers, bytes, frames, socket } = queue
    if (buffers.length === 0) return
    queue.buffers = []
    queue.bytes = 0
    queue.frames = 0
    if (socket.destroyed) return
    const only = buffers.length === 1 ? buffers[0] : undefined
    socket.write(only ?? Buffer.concat(buffers, bytes))
    this.#count(frames, bytes)
    queue.onWritten?.()
  }

  #flushAll(): void {
    const dirty = this.#dirty
    this.#dirty = []
    for (const queue of dirty) {
      queue.queued = false
      this.flush(queue)
    }
  }
}

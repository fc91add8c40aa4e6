import { NOTHING } from './socketWriter.ts'
import type { SocketWriter } from './socketWriter.ts'

/** Counts what is written; called once per turn, not once per frame. */
export type CountWritten = (frames: number, bytes: number) => void

/** Writes to each socket once per turn of the event loop, however many frames were queued; in order, nothing waits. */
export class TurnWriter {
  readonly #count: CountWritten
  #dirty: SocketWriter[] = []
  #isScheduled = false
  #frames = 0
  #bytes = 0

  constructor(count: CountWritten) {
    this.#count = count
  }

  add(socket: SocketWriter, buffer: Buffer, frames: number): void {
    if (socket.buffers === NOTHING) socket.buffers = [buffer]
    else socket.buffers.push(buffer)
    socket.queuedBytes += buffer.length
    socket.queuedFrames += frames
    if (socket.isQueued) return
    socket.isQueued = true
    this.#dirty.push(socket)
    this.#schedule()
  }

  /** Writes at once, unless something waits for this socket: then behind it. For who has gathered a turn's frames already. */
  now(socket: SocketWriter, buffer: Buffer, frames: number): void {
    if (socket.queuedBytes > 0) return this.add(socket, buffer, frames)
    if (!socket.write(buffer)) return
    this.#frames += frames
    this.#bytes += buffer.length
    if (!this.#isScheduled) this.#schedule()
  }

  /** Writes now what waits for this socket; what follows (a close frame) must not overtake it. */
  flush(socket: SocketWriter): void {
    const { buffers, queuedBytes, queuedFrames } = socket
    if (buffers.length === 0) return
    socket.buffers = NOTHING
    socket.queuedBytes = 0
    socket.queuedFrames = 0
    const only = buffers.length === 1 ? buffers[0] : undefined
    if (!socket.write(only ?? Buffer.concat(buffers, queuedBytes))) return
    this.#frames += queuedFrames
    this.#bytes += queuedBytes
    this.#schedule()
    socket.listener.onWritten()
  }

  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    process.nextTick(this.#endTurn)
  }

  readonly #endTurn = (): void => {
    const dirty = this.#dirty
    this.#dirty = []
    for (const socket of dirty) {
      socket.isQueued = false
      this.flush(socket)
    }
    this.#isScheduled = false
    const frames = this.#frames
    const bytes = this.#bytes
    this.#frames = 0
    this.#bytes = 0
    if (frames > 0 || bytes > 0) this.#count(frames, bytes)
    if (this.#dirty.length > 0) this.#schedule()
  }
}

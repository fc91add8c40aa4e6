import { WebSocket } from 'ws'
import type { RawData } from 'ws'

/** Told what happens on one WebSocket. */
export interface SocketOwner {
  onMessage(data: Buffer, isBinary: boolean): void
  onPing(payload: Buffer): void
  onPong(payload: Buffer): void
  onClose(code: number): void
  onError(error: Error): void
}

/** A WebSocket that tells one object. The listeners are the same for all of them: each would be memory for every connection. */
export class OwnedSocket extends WebSocket {
  owner: SocketOwner | null = null

  /** From now on `owner` is told, and nobody else. Once. */
  tell(owner: SocketOwner): void {
    this.owner = owner
    this.on('message', onMessage)
    this.on('ping', onPing)
    this.on('pong', onPong)
    this.on('close', onClose)
    this.on('error', onError)
  }
}

const ownerOf = (socket: WebSocket): SocketOwner | null =>
  socket instanceof OwnedSocket ? socket.owner : null

function onMessage(this: WebSocket, raw: RawData, isBinary: boolean): void {
  ownerOf(this)?.onMessage(toBuffer(raw), isBinary)
}

function onPing(this: WebSocket, payload: Buffer): void {
  ownerOf(this)?.onPing(payload)
}

function onPong(this: WebSocket, payload: Buffer): void {
  ownerOf(this)?.onPong(payload)
}

function onClose(this: WebSocket, code: number): void {
  ownerOf(this)?.onClose(code)
}

function onError(this: WebSocket, error: Error): void {
  ownerOf(this)?.onError(error)
}

function toBuffer(raw: RawData): Buffer {
  if (Buffer.isBuffer(raw)) return raw
  return Array.isArray(raw) ? Buffer.concat(raw) : Buffer.from(raw)
}

const HEAD_END = Buffer.from('\r\n\r\n')
const TEXT = 1

/** Counts the text frames of one connection as cheaply as can be: it looks at headers and skips what they announce. */
export class FrameCounter {
  /** The answer to the upgrade has been read. */
  isUpgraded = false
  /** The first bytes of what came instead of an upgrade. */
  said = ''
  /** Bytes that belong to the frame under way. */
  #left = 0
  #isText = false
  #rest: Buffer | null = null

  /** How many text frames end in this piece. */
  take(piece: Buffer): number {
    const data = this.#rest === null ? piece : Buffer.concat([this.#rest, piece])
    this.#rest = null
    let at = this.isUpgraded ? 0 : this.#skipHead(data)
    let frames = 0
    while (at < data.length) {
      if (this.#left === 0) {
        const start = this.#readHeader(data, at)
        if (start === null) break
        at = start
      }
      const taken = Math.min(this.#left, data.length - at)
      this.#left -= taken
      at += taken
      if (this.#left === 0 && this.#isText) frames += 1
    }
    return frames
  }

  #skipHead(data: Buffer): number {
    const end = data.indexOf(HEAD_END)
    this.said = data.toString('latin1', 0, 40)
    this.isUpgraded = end >= 0 && this.said.startsWith('HTTP/1.1 101')
    if (this.isUpgraded) return end + HEAD_END.length
    this.#rest = data
    return data.length
  }

  /** Where the payload begins; null when the header is not whole yet. Empty frames count as none. */
  #readHeader(data: Buffer, at: number): number | null {
    const short = (data[at + 1] ?? 0) & 0x7f
    const length = short < 126 ? 2 : short === 126 ? 4 : 10
    if (data.length - at < length) {
      this.#rest = data.subarray(at)
      return null
    }
    this.#isText = ((data[at] ?? 0) & 0x0f) === TEXT
    this.#left =
      short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : Number(data.readBigUInt64BE(at + 2))
    return at + length
  }
}

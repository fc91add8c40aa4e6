/** What may wait in this process for one slow reader, in bytes and ms. */
export const PRESSURE = {
  /** Above this, ephemeral frames are dropped and events stay in ring and log until the socket has drained. */
  pullBytes: 256 * 1024,
  /** Above this the connection is closed: the client resumes. */
  closeBytes: 1024 * 1024,
  /** In pull mode for longer than this without draining: closed too. */
  pullMs: 30_000,
} as const

/** What a connection does about the bytes that wait for it. */
export function judgePressure(bufferedBytes: number): 'fine' | 'pull' | 'close' {
  if (bufferedBytes <= PRESSURE.pullBytes) return 'fine'
  return bufferedBytes <= PRESSURE.closeBytes ? 'pull' : 'close'
}

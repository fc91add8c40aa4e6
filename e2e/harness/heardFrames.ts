import type { Page } from '@playwright/test'

/**
 * Everything that the pages' sockets are sent, from now on; reload one so that a new one is opened. Tabs of one browser share
 * a socket: to hear what all of them are sent, give all of them.
 */
export function heardFrames(...pages: readonly Page[]): { updates(): unknown[] } {
  const frames: string[] = []
  for (const page of pages) {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => frames.push(payload.toString()))
    })
  }
  return {
    /** Changes of the archive. */
    updates: () =>
      frames
        .map((frame) => JSON.parse(frame) as { type: string; entity?: string })
        .filter(({ type, entity }) => type === 'data_update' && entity !== 'session'),
  }
}

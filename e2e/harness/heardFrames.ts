import type { Page } from '@playwright/test'

/** Everything that a page's sockets are sent, from now on; reload the page so that it opens a new one. */
export function heardFrames(page: Page): { updates(): unknown[] } {
  const frames: string[] = []
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => frames.push(payload.toString()))
  })
  return {
    /** Changes of the archive. */
    updates: () =>
      frames
        .map((frame) => JSON.parse(frame) as { type: string; entity?: string })
        .filter(({ type, entity }) => type === 'data_update' && entity !== 'session'),
  }
}

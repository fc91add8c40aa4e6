import type { Line } from './line.ts'

/** A line whose code is under way: it starts as soon as it is there. What is said before is not sent. */
export function createLazyLine(loading: Promise<Line>): Line {
  let line: Line | null = null
  let isStarted = false
  void loading.then((loaded) => {
    line = loaded
    if (isStarted) line.start()
  })
  return {
    start() {
      isStarted = true
      line?.start()
    },
    close() {
      isStarted = false
      line?.close()
    },
    wake: (why) => line?.wake(why),
    send: (frame) => line?.send(frame) ?? false,
    polled: (outcome) => line?.polled(outcome),
    shown: (status) => line?.shown(status),
  }
}

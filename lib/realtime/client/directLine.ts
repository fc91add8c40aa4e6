import { createConnectionMachine, type ConnectionMachineOptions } from './connectionMachine.ts'
import type { DebugLog } from './debugLog.ts'
import type { Line, LineEvents } from './line.ts'
import { createLiveness } from './liveness.ts'
import { readServerFrame } from './readServerFrame.ts'

/** What a connection needs, beside whom it tells. */
export type Connecting = Omit<ConnectionMachineOptions, 'onStatus' | 'onText' | 'onPolling' | 'onLost'> & {
  readonly debug: DebugLog
}

/** A line that may go on where another one ended. */
export interface DirectLine extends Line {
  /** `since`: when data was last live there. */
  start(since?: number): void
}

/** A connection of one's own: kept open, watched for signs of life, its frames validated (CLI-3, CLI-9). */
export function createDirectLine(o: Connecting & LineEvents): DirectLine {
  const send = (frame: object): boolean => machine.send(JSON.stringify(frame))
  const liveness = createLiveness({
    clock: o.clock,
    ping: () => void send({ type: 'ping' }),
    dead: () => machine.replaceDead(),
  })
  const machine = createConnectionMachine({
    ...o,
    onText: receive,
    onLost(keepsCursors) {
      liveness.end()
      o.onLost(keepsCursors)
    },
  })

  function receive(text: string) {
    liveness.heard()
    const read = readServerFrame(text)
    if (read.kind === 'invalid') return o.debug('Frame not understood', text.slice(0, 200))
    if (read.kind === 'engine') {
      const { frame } = read
      if (frame.type === 'connection_established') {
        machine.established(frame)
        liveness.begin(frame.heartbeat_interval * 1_000)
      } else if (frame.type === 'closing') machine.closing(frame.reconnect)
    }
    o.onFrame(read)
  }

  return {
    start: machine.start,
    close: machine.close,
    send,
    polled: machine.polled,
    wake(why) {
      machine.wake(why)
      if (why === 'visible' || why === 'online') liveness.doubt()
    },
    shown: () => undefined,
  }
}

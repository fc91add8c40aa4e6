import type { Connection } from './connection.ts'
import { SLICE } from './fanOut.ts'
import { frameJson } from './frameText.ts'

export interface EphemeralDelivery {
  readonly topic: string
  readonly frame: Readonly<Record<string, unknown>>
  readonly exceptUser: string | null
}

/** Writes one ephemeral frame to those who hear the topic now, in slices; whoever is behind does not get it. */
export function fanOutEphemeral(listeners: readonly Connection[], delivery: EphemeralDelivery): void {
  const { exceptUser, frame, topic } = delivery
  const bytes = frameJson(frame)
  const slice = (from: number): void => {
    for (const connection of listeners.slice(from, from + SLICE)) {
      if (connection.actor === null || connection.actor.userId === exceptUser) continue
      // Slices come later: the right may be gone by then.
      if (connection.subscriptions.get(topic)?.phase !== 'live') continue
      if (connection.present === null) {
        connection.writeEphemeral(bytes)
        continue
      }
      const shown = connection.presentEphemeral?.(topic, frame) ?? null
      if (shown !== null) connection.writeEphemeral(frameJson(shown))
    }
    if (from + SLICE < listeners.length) setImmediate(() => slice(from + SLICE))
  }
  slice(0)
}

import type { Clock } from './clock.ts'
import type { ConnectionRegistry } from './connectionRegistry.ts'
import type { Door } from './door.ts'
import type { EngineLogger } from './engineLogger.ts'

/** Sends each anonymous door's status to those who are connected there, at the door's interval. */
export function startStatusTicker(options: {
  readonly registry: ConnectionRegistry
  readonly doors: readonly Door[]
  readonly clock: Clock
  readonly logger: EngineLogger
}): () => void {
  const undo = options.doors.map((door) => {
    if (door.access !== 'anonymous') return () => {}
    return options.clock.setTicker(door.intervalMs, () => {
      const here = [...options.registry.all()].filter((one) => one.door === door.path && !one.greeting)
      if (here.length === 0) return
      door.status().then(
        (frame) => {
          for (const connection of here) connection.send(frame)
        },
        (error: unknown) =>
          options.logger.warn({ err: error, door: door.path }, 'a status could not be read'),
      )
    })
  })
  return () => {
    for (const step of undo) step()
  }
}

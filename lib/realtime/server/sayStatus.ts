import type { Connection } from './connection.ts'
import type { DoorMatch } from './doorTable.ts'
import type { EngineLogger } from './engineLogger.ts'

/** Says the status of a door without sign-in to one connection; nothing at other doors. Never rejects. */
export async function sayStatus(
  connection: Connection,
  match: DoorMatch,
  logger: EngineLogger,
): Promise<void> {
  if (match.door === 'main' || match.door.access !== 'anonymous') return
  try {
    connection.send(await match.door.status())
  } catch (error) {
    logger.warn({ err: error, door: match.path }, 'a status could not be read')
  }
}

import { CLOSE } from '../protocol/closeReason.ts'
import type { Actor } from './actor.ts'
import type { Connection } from './connection.ts'

/** Every connection of this process, by id, person and session, and the limit for each person. */
export class ConnectionRegistry {
  readonly #connections = new Set<Connection>()
  readonly #byUser = new Map<string, Few>()
  readonly #bySession = new Map<string, Few>()
  /** Who a connection was admitted as: it has no actor any more when it goes. */
  readonly #keys = new Map<Connection, Actor>()

  get size(): number {
    return this.#connections.size
  }

  get userCount(): number {
    return this.#byUser.size
  }

  all(): Iterable<Connection> {
    return this.#connections
  }

  /** Takes a connection that is still authenticating: it counts for the server's limit. */
  add(connection: Connection): void {
    this.#connections.add(connection)
  }

  /** Takes an open connection under its person. Closes another of theirs where there is one too many. */
  admit(connection: Connection, maxPerUser: number): void {
    const { actor } = connection
    if (actor === null) return
    const { userId, sessionId } = actor
    this.#makeRoom(connection, maxPerUser)
    this.#keys.set(connection, actor)
    put(this.#byUser, userId, connection)
    put(this.#bySession, sessionId, connection)
  }

  remove(connection: Connection): void {
    this.#connections.delete(connection)
    this.#forget(connection)
  }

  ofUser(userId: string): readonly Connection[] {
    return listOf(this.#byUser.get(userId))
  }

  ofSession(sessionId: string): readonly Connection[] {
    return listOf(this.#bySession.get(sessionId))
  }

  sessionIds(): Iterable<string> {
    return this.#bySession.keys()
  }

  #makeRoom(connection: Connection, maxPerUser: number): void {
    const others = this.ofUser(connection.actor?.userId ?? '').filter((other) => other.isOpen)
    const same = others.filter(
      (other) =>
        other.clientId !== null && other.clientId === connection.clientId && other.door === connection.door,
    )
    for (const other of same) this.#replace(other)
    const rest = others.filter((other) => !same.includes(other)).sort((a, b) => a.activeAt - b.activeAt)
    for (const other of rest.slice(0, Math.max(0, rest.length + 1 - maxPerUser))) this.#replace(other)
  }

  #replace(connection: Connection): void {
    connection.close(CLOSE.replaced)
    this.#forget(connection)
  }

  #forget(connection: Connection): void {
    const keys = this.#keys.get(connection)
    if (keys === undefined) return
    this.#keys.delete(connection)
    drop(this.#byUser, keys.userId, connection)
    drop(this.#bySession, keys.sessionId, connection)
  }
}

/** One by itself needs no set: most people have one connection. */
type Few = Connection | Set<Connection>

const listOf = (few: Few | undefined): readonly Connection[] =>
  few === undefined ? [] : few instanceof Set ? [...few] : [few]

function put(index: Map<string, Few>, key: string, connection: Connection): void {
  const few = index.get(key)
  if (few === undefined) index.set(key, connection)
  else if (few instanceof Set) few.add(connection)
  else if (few !== connection) index.set(key, new Set([few, connection]))
}

function drop(index: Map<string, Few>, key: string, connection: Connection): void {
  const few = index.get(key)
  if (few instanceof Set) few.delete(connection)
  if (few === connection || (few instanceof Set && few.size === 0)) index.delete(key)
}

import { CLOSE } from '../protocol/closeReason.ts'
import type { Connection } from './connection.ts'

/** Every connection of this process, by id, person and session, and the limit for each person. */
export class ConnectionRegistry {
  readonly #connections = new Set<Connection>()
  readonly #byUser = new Map<string, Set<Connection>>()
  readonly #bySession = new Map<string, Set<Connection>>()
  readonly #keys = new Map<Connection, { userId: string; sessionId: string }>()

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
    this.#keys.set(connection, { userId, sessionId })
    put(this.#byUser, userId, connection)
    put(this.#bySession, sessionId, connection)
  }

  remove(connection: Connection): void {
    this.#connections.delete(connection)
    this.#forget(connection)
  }

  ofUser(userId: string): readonly Connection[] {
    return [...(this.#byUser.get(userId) ?? [])]
  }

  ofSession(sessionId: string): readonly Connection[] {
    return [...(this.#bySession.get(sessionId) ?? [])]
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

function put(index: Map<string, Set<Connection>>, key: string, connection: Connection): void {
  const set = index.get(key) ?? new Set()
  index.set(key, set.add(connection))
}

function drop(index: Map<string, Set<Connection>>, key: string, connection: Connection): void {
  const set = index.get(key)
  set?.delete(connection)
  if (set?.size === 0) index.delete(key)
}

import { CLOSE } from '../protocol/closeReason.ts'
import { PROTOCOL_VERSION } from '../protocol/version.ts'
import type { Actor } from './actor.ts'
import type { Authentication, Authenticator, Credential } from './authenticator.ts'
import { addressGroup } from './clientAddress.ts'
import type { Clock } from './clock.ts'
import type { Connection } from './connection.ts'
import type { ConnectionRegistry } from './connectionRegistry.ts'
import type { AnonymousDoor, SignedInDoor } from './door.ts'
import type { EngineLogger } from './engineLogger.ts'
import { FailureDelay } from './failureDelay.ts'
import type { AcceptedSocket } from './gateway.ts'
import type { Hub } from './hub.ts'
import type { RealtimeSettings } from './realtimeSettings.ts'

/** A credential that is not judged within this time: the store is away, the client backs off. */
const LONGEST_MS = 10_000
/** Most connections that wait for a bad answer; the next ones are cut, so that they do not take the places of others. */
const MOST_WAITING = 256

export interface WelcomeOptions {
  readonly authenticator: Authenticator
  readonly hub: Hub
  readonly registry: ConnectionRegistry
  readonly settings: RealtimeSettings
  readonly clock: Clock
  readonly logger: EngineLogger
  /** Topics that every signed-in connection on `/ws` hears without asking. */
  readonly autoTopics: (actor: Actor) => readonly string[]
  /** Frames for `/ws` that wait for this person. */
  readonly waiting: (actor: Actor) => Promise<readonly object[]>
  /** The connection is open and stands in the registry. */
  readonly onAdmitted: (connection: Connection) => void
}

/** Finds out who a connection belongs to, and says the first words of its door. */
export function createWelcome(
  options: WelcomeOptions,
): (connection: Connection, accepted: AcceptedSocket) => Promise<void> {
  const { clock, hub, logger, registry, settings } = options
  const failures = new FailureDelay()
  let waiting = 0

  const welcome = async (connection: Connection, accepted: AcceptedSocket): Promise<void> => {
    const { door, params } = accepted.match
    if (door !== 'main' && door.access === 'anonymous') return greetAnonymous(connection, door)
    if (accepted.offer.isForeignVersion) return connection.close(CLOSE.reloadPage)
    const answer = await authenticate(options, accepted.offer.credential)
    if (connection.state.phase !== 'authenticating') return
    if (!answer.ok) {
      logger.error(
        { reason: answer.reason, address: connection.address, door: connection.door },
        'sign-in failed',
      )
      // Where nothing was offered nothing was guessed.
      const delay =
        answer.reason === 'missing' ? 0 : failures.failed(addressGroup(connection.address), clock.now())
      if (delay > 0 && waiting >= MOST_WAITING) return connection.terminate()
      if (delay > 0) {
        waiting += 1
        await new Promise<void>((resolve) => void clock.setTimer(delay, resolve))
        waiting -= 1
      }
      return connection.close(CLOSE.unauthenticated)
    }
    const isToken = accepted.offer.credential.kind === 'token'
    connection.open(answer.actor, isToken ? answer.expiresAt : null)
    registry.admit(connection, settings.maxConnectionsPerUser)
    options.onAdmitted(connection)
    logger.info({ connection: connection.id, door: connection.door, user: answer.actor.userId }, 'connected')
    if (door === 'main') return greetMain(connection, answer)
    if (!door.mayConnect(answer.actor, params)) return connection.close(CLOSE.forbidden)
    await greetSeed(connection, door, accepted)
  }

  const greetMain = (connection: Connection, { actor, expiresAt }: Authentication & { ok: true }): void => {
    connection.greeted()
    connection.send({
      type: 'connection_established',
      message: `Connected as ${actor.name}`,
      connection_id: connection.id,
      user_id: actor.userId,
      protocol: PROTOCOL_VERSION,
      epoch: hub.follower.epoch,
      heartbeat_interval: settings.heartbeatMs / 1_000,
      session_expires_at: new Date(expiresAt).toISOString(),
      reconnect: settings.reconnect,
    })
    for (const topic of options.autoTopics(actor)) void hub.subscribe(connection, asked(topic, 'frames'))
    options.waiting(actor).then(
      (frames) => {
        for (const frame of frames) connection.send(frame)
      },
      (error: unknown) =>
        logger.warn({ err: error, connection: connection.id }, 'what waits could not be read'),
    )
  }

  const greetSeed = async (
    connection: Connection,
    door: SignedInDoor,
    { match: { params } }: AcceptedSocket,
  ): Promise<void> => {
    const { actor } = connection
    if (actor === null) return
    const topics = door.topics(actor, params)
    // Events wait in the rings while `greeting` is set: what is committed from here on comes after the greeting.
    await Promise.all(topics.map((topic) => hub.subscribe(connection, asked(topic, 'silent'))))
    const frames = await door.greet(actor, { params, now: new Date(clock.now()).toISOString() })
    if (!connection.isOpen) return
    for (const frame of frames) connection.send(frame)
    connection.greeted()
    hub.advance(connection)
  }

  const greetAnonymous = async (connection: Connection, door: AnonymousDoor): Promise<void> => {
    connection.open(null, null)
    connection.send(await door.status())
    connection.greeted()
  }

  return async (connection, accepted) => {
    const undo = clock.setTimer(LONGEST_MS, () => {
      if (connection.state.phase === 'authenticating') connection.close(CLOSE.internal)
    })
    try {
      await welcome(connection, accepted)
    } catch (error) {
      logger.error({ err: error, connection: connection.id }, 'a connection could not be opened')
      connection.close(CLOSE.internal)
    } finally {
      undo()
    }
  }
}

const asked = (topic: string, answers: 'frames' | 'silent') =>
  ({ topic, since: null, entities: null, requestId: undefined, answers, refusal: 'error' }) as const

/** Judged again when a right of this person was taken away while the question was under way. */
async function authenticate(
  { authenticator, hub }: WelcomeOptions,
  credential: Credential,
): Promise<Authentication> {
  if (credential.kind === 'none') return { ok: false, reason: 'missing' }
  if (credential.kind === 'cookie' && credential.proof === null) return { ok: false, reason: 'no_proof' }
  for (;;) {
    const { passed } = hub.barrier
    const answer = await authenticator.authenticate(credential)
    if (!answer.ok || !hub.barrier.concerns(passed, answer.actor)) return answer
  }
}

import { CLOSE } from '../protocol/closeReason.ts'
import type { Actor } from './actor.ts'
import type { Admission } from './admission.ts'
import type { Connection } from './connection.ts'
import type { ConnectionRegistry } from './connectionRegistry.ts'
import type { Revocation } from './logEntry.ts'
import type { Subscription } from './subscription.ts'
import type { TopicFeed } from './topicFeed.ts'

/** Revocations remembered for connections that are just being authenticated. */
const KEPT = 256

export interface BarrierOptions {
  readonly registry: ConnectionRegistry
  readonly admission: Pick<Admission, 'suspend'>
  readonly feed: (topic: string) => TopicFeed | undefined
}

/** Takes rights away in order with the events: wholly done before the next position is looked at. */
export class Barrier {
  readonly #options: BarrierOptions
  /** How many have passed. Whoever asked about rights before one that passed meanwhile must ask again. */
  passed = 0
  #recent: Revocation[] = []

  constructor(options: BarrierOptions) {
    this.#options = options
  }

  apply(revocation: Revocation): void {
    this.passed += 1
    this.#recent = [...this.#recent.slice(1 - KEPT), revocation]
    const subscriptions = this.#matching(revocation)
    if (revocation.close === undefined) return this.#options.admission.suspend(subscriptions)
    const reason = revocation.close === 'unauthenticated' ? CLOSE.unauthenticated : CLOSE.startOver
    const connections = isPersonal(revocation)
      ? this.#connections(revocation)
      : new Set(subscriptions.map(({ connection }) => connection))
    for (const connection of connections) connection.close(reason)
  }

  /** Whether one of those after the first `passed` may concern this person or session. */
  concerns(passed: number, actor: Actor): boolean {
    const since = this.passed - passed
    if (since > this.#recent.length) return true
    return this.#recent
      .slice(this.#recent.length - since)
      .some(({ userId, sessionId }) => userId === actor.userId || sessionId === actor.sessionId)
  }

  #matching(revocation: Revocation): Subscription[] {
    if (!isPersonal(revocation)) {
      return (revocation.topics ?? []).flatMap((topic) => [...(this.#options.feed(topic)?.subscribers ?? [])])
    }
    const all = this.#connections(revocation).flatMap(({ subscriptions }) => [...subscriptions.values()])
    const { topics } = revocation
    return topics === undefined ? all : all.filter(({ feed }) => topics.includes(feed.topic))
  }

  #connections({ userId, sessionId }: Revocation): Connection[] {
    const { registry } = this.#options
    if (sessionId === undefined) return userId === undefined ? [] : [...registry.ofUser(userId)]
    const ofSession = registry.ofSession(sessionId)
    return ofSession.filter(({ actor }) => userId === undefined || actor?.userId === userId)
  }
}

const isPersonal = ({ userId, sessionId }: Revocation): boolean =>
  userId !== undefined || sessionId !== undefined

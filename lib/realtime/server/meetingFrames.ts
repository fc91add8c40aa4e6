import { PresenceJoinFrame, PresenceLeaveFrame } from '../protocol/frames/presence.ts'
import { ClientTypingFrame } from '../protocol/frames/typing.ts'
import type { Clock } from './clock.ts'
import type { Connection } from './connection.ts'
import { errorFrame } from './errorFrame.ts'
import { defineInbound } from './inboundFrame.ts'
import type { InboundFrame } from './inboundFrame.ts'
import type { Presence } from './presence.ts'
import type { TopicRules } from './topicRules.ts'
import type { Typing } from './typing.ts'

export interface MeetingFramesOptions {
  readonly presence: Presence
  readonly typing: Typing
  readonly rules: Pick<TopicRules, 'allowsPresence'>
  readonly clock: Clock
}

/**
 * Frames by which people on one topic see one another. Only those who hear the topic may send them; what comes while that
 * is still being decided waits for it.
 */
export function createMeetingFrames(options: MeetingFramesOptions): Record<string, InboundFrame> {
  const { clock, presence, rules, typing } = options
  /** Joins that wait; leaving takes one back. */
  const joining = new WeakMap<Connection, Set<string>>()

  /** Runs `meet` where the connection hears the topic, at once if that is certain; else says that it may not. */
  function whereAllowed(connection: Connection, topic: string, meet: () => void): void | Promise<void> {
    const subscription = connection.subscriptions.get(topic)
    if (subscription !== undefined && !subscription.isDecided && rules.allowsPresence(topic)) {
      return subscription.decided().then(() => whereAllowed(connection, topic, meet))
    }
    if (subscription?.phase === 'live' && rules.allowsPresence(topic)) return meet()
    joining.get(connection)?.delete(topic)
    connection.send(errorFrame('forbidden', clock.now(), { topic }))
  }

  return {
    presence_join: defineInbound(PresenceJoinFrame, ({ topic }, { actor, connection }) => {
      const topics = joining.get(connection) ?? new Set()
      joining.set(connection, topics.add(topic))
      return whereAllowed(connection, topic, () => {
        if (topics.delete(topic)) presence.join(connection, actor, topic)
      })
    }),
    presence_leave: defineInbound(PresenceLeaveFrame, ({ topic }, { connection }) => {
      joining.get(connection)?.delete(topic)
      presence.leave(connection, topic)
    }),
    typing: defineInbound(ClientTypingFrame, (frame, { actor, connection }) =>
      whereAllowed(connection, frame.topic, () => typing.say(connection, actor, frame)),
    ),
  }
}

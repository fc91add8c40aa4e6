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

/** Frames by which people on one topic see one another. Only those who hear the topic may send them. */
export function createMeetingFrames(options: MeetingFramesOptions): Record<string, InboundFrame> {
  const { clock, presence, rules, typing } = options
  const mayMeet = (connection: Connection, topic: string): boolean => {
    const isLive = connection.subscriptions.get(topic)?.phase === 'live'
    if (isLive && rules.allowsPresence(topic)) return true
    connection.send(errorFrame('forbidden', clock.now(), { topic }))
    return false
  }
  return {
    presence_join: defineInbound(PresenceJoinFrame, ({ topic }, { actor, connection }) => {
      if (mayMeet(connection, topic)) presence.join(connection, actor, topic)
    }),
    presence_leave: defineInbound(PresenceLeaveFrame, ({ topic }, { connection }) => {
      presence.leave(connection, topic)
    }),
    typing: defineInbound(ClientTypingFrame, (frame, { actor, connection }) => {
      if (mayMeet(connection, frame.topic)) typing.say(connection, actor, frame)
    }),
  }
}

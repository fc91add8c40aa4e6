import { AckFrame } from '../protocol/frames/ack.ts'
import { ClientHeartbeatFrame } from '../protocol/frames/heartbeat.ts'
import type { HeartbeatTab } from '../protocol/frames/heartbeat.ts'
import { ResumeFrame } from '../protocol/frames/resume.ts'
import { SubscribeFrame, UnsubscribeFrame } from '../protocol/frames/subscribe.ts'
import type { Clock } from './clock.ts'
import { errorFrame } from './errorFrame.ts'
import type { Hub } from './hub.ts'
import { defineInbound } from './inboundFrame.ts'
import type { InboundFrame } from './inboundFrame.ts'
import type { Presence } from './presence.ts'
import type { Typing } from './typing.ts'

export interface MainFramesOptions {
  readonly hub: Pick<Hub, 'subscribe' | 'unsubscribe'>
  readonly presence: Pick<Presence, 'leave' | 'moved'>
  readonly typing: Pick<Typing, 'stop'>
  readonly maxSubscriptions: number
  readonly clock: Clock
}

/** The engine's own frames on `/ws`, by type. `ping` is taken on every path and stands in dispatch. */
export function createMainFrames(options: MainFramesOptions): Record<string, InboundFrame> {
  const { clock, hub, maxSubscriptions, presence, typing } = options

  const subscribe = defineInbound(SubscribeFrame, (frame, { connection }) => {
    const { subscriptions } = connection
    if (subscriptions.size >= maxSubscriptions && !subscriptions.has(frame.topic)) {
      const context = { topic: frame.topic, request_id: frame.request_id }
      return connection.send(errorFrame('too_many_subscriptions', clock.now(), context))
    }
    return hub.subscribe(connection, {
      topic: frame.topic,
      since: frame.since ?? null,
      entities: frame.entities === undefined ? null : new Set(frame.entities),
      requestId: frame.request_id,
      answers: 'frames',
      refusal: 'error',
    })
  })

  const resume = defineInbound(ResumeFrame, async (frame, { connection }) => {
    const { subscriptions } = connection
    const running: Promise<void>[] = []
    for (const [topic, since] of Object.entries(frame.cursors)) {
      if (subscriptions.size >= maxSubscriptions && !subscriptions.has(topic)) {
        connection.send(errorFrame('too_many_subscriptions', clock.now(), { topic }))
        continue
      }
      // A filter that was set before stays.
      const entities = subscriptions.get(topic)?.request.entities ?? null
      const request = { topic, since, entities, requestId: undefined } as const
      running.push(hub.subscribe(connection, { ...request, answers: 'frames', refusal: 'unsubscribed' }))
    }
    await Promise.all(running)
  })

  return {
    subscribe,
    resume,
    unsubscribe: defineInbound(UnsubscribeFrame, ({ topic }, { connection, reply }) => {
      typing.stop(connection, topic)
      presence.leave(connection, topic)
      hub.unsubscribe(connection, topic)
      reply({ type: 'unsubscribed', topic, reason: 'requested' })
    }),
    heartbeat: defineInbound(ClientHeartbeatFrame, ({ data }, { connection }) => {
      if (data === undefined) return
      connection.tabs = 'tabs' in data ? data.tabs : [flatTab(data)]
      presence.moved(connection)
    }),
    ack: ackFrame,
  }
}

/** Taken on every path. A domain that asks for acknowledgement replaces it. */
export const ackFrame: InboundFrame = defineInbound(AckFrame, () => {})

function flatTab(data: {
  readonly current_page?: string | undefined
  readonly active_schedule_date?: string | null | undefined
}): HeartbeatTab {
  return {
    tab_id: '',
    current_page: data.current_page ?? '',
    active_schedule_date: data.active_schedule_date ?? null,
  }
}

import type { Clock } from './clock.ts'
import type { Door } from './door.ts'
import type { DoorMatch } from './doorTable.ts'
import type { Hub } from './hub.ts'
import type { InboundFrame } from './inboundFrame.ts'
import type { LiveDomain } from './liveDomain.ts'
import { ackFrame, createMainFrames } from './mainFrames.ts'
import { createMeetingFrames } from './meetingFrames.ts'
import type { Presence } from './presence.ts'
import type { RealtimeSettings } from './realtimeSettings.ts'
import type { TopicRules } from './topicRules.ts'
import { createDoorTyping } from './doorTyping.ts'
import type { Typing } from './typing.ts'

export interface FrameTableOptions {
  readonly hub: Hub
  readonly presence: Presence
  readonly typing: Typing
  readonly rules: TopicRules
  readonly domains: readonly LiveDomain[]
  readonly doors: readonly Door[]
  readonly settings: RealtimeSettings
  readonly clock: Clock
}

/** Which frames are taken at which door. Throws when two domains claim one type, or one of the engine's. */
export function collectFrames(
  options: FrameTableOptions,
): (match: DoorMatch) => ReadonlyMap<string, InboundFrame> {
  const { clock, hub, presence, rules, settings, typing } = options
  const main = new Map<string, InboundFrame>([
    ...Object.entries(
      createMainFrames({ hub, presence, typing, maxSubscriptions: settings.maxSubscriptions, clock }),
    ),
    ...Object.entries(createMeetingFrames({ presence, typing, rules, clock })),
  ])
  for (const { frames, name } of options.domains) {
    for (const [type, frame] of Object.entries(frames ?? {})) {
      if ((main.has(type) && type !== 'ack') || type === 'ping') {
        throw new Error(`${name} claims the frame ${type}, which is taken`)
      }
      main.set(type, frame)
    }
  }
  const none: ReadonlyMap<string, InboundFrame> = new Map()
  const byPath = new Map<string, ReadonlyMap<string, InboundFrame>>()
  for (const door of options.doors) {
    if (door.access === 'actor') {
      const typingFrame: [string, InboundFrame][] = door.typing ? [['typing', createDoorTyping(typing)]] : []
      byPath.set(
        door.path,
        new Map([['ack', main.get('ack') ?? ackFrame], ...typingFrame, ...Object.entries(door.frames ?? {})]),
      )
    }
  }
  return ({ door, path }) => (door === 'main' ? main : (byPath.get(path) ?? none))
}

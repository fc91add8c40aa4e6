import * as z from 'zod/mini'
import { AckFrame } from './frames/ack.ts'
import { ClientHeartbeatFrame } from './frames/heartbeat.ts'
import { PingFrame } from './frames/ping.ts'
import { PresenceJoinFrame, PresenceLeaveFrame } from './frames/presence.ts'
import { ResumeFrame } from './frames/resume.ts'
import { SubscribeFrame, UnsubscribeFrame } from './frames/subscribe.ts'
import { ClientTypingFrame } from './frames/typing.ts'

/** What a client may send to the engine. Domains add their own frames through the registry. */
export const ClientFrame = z.discriminatedUnion('type', [
  PingFrame,
  SubscribeFrame,
  UnsubscribeFrame,
  ResumeFrame,
  ClientHeartbeatFrame,
  AckFrame,
  PresenceJoinFrame,
  PresenceLeaveFrame,
  ClientTypingFrame,
])
export type ClientFrame = z.infer<typeof ClientFrame>

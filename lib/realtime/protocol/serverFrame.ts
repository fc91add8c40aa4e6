import * as z from 'zod/mini'
import { ClosingFrame } from './frames/closing.ts'
import { ConnectionEstablishedFrame } from './frames/connectionEstablished.ts'
import { DataUpdateFrame, GoneFrame, SkipFrame } from './frames/dataUpdate.ts'
import { ErrorFrame } from './frames/error.ts'
import { ServerHeartbeatFrame } from './frames/heartbeat.ts'
import { PongFrame } from './frames/ping.ts'
import { PresenceFrame } from './frames/presence.ts'
import { ResetFrame } from './frames/resume.ts'
import { SubscribedFrame, UnsubscribedFrame } from './frames/subscribe.ts'
import { ServerTypingFrame } from './frames/typing.ts'

/** What the engine sends on `/ws`. Domains add their own frames through the registry. */
export const ServerFrame = z.discriminatedUnion('type', [
  ConnectionEstablishedFrame,
  SubscribedFrame,
  UnsubscribedFrame,
  ResetFrame,
  ServerHeartbeatFrame,
  ClosingFrame,
  DataUpdateFrame,
  SkipFrame,
  GoneFrame,
  PresenceFrame,
  ServerTypingFrame,
  PongFrame,
  ErrorFrame,
])
export type ServerFrame = z.infer<typeof ServerFrame>

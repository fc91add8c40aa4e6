import { ServerFrame } from '../protocol/serverFrame.ts'
import type { WireFrame } from './liveClient.ts'

/** A frame that can be trusted: the engine's own, or somebody else's (a domain's, or a newer server's). */
export type ValidFrame =
  | { readonly kind: 'engine'; readonly frame: ServerFrame }
  | { readonly kind: 'other'; readonly frame: WireFrame }

/** A frame as read, or not a frame at all. */
export type ReadFrame = ValidFrame | { readonly kind: 'invalid' }

const INVALID: ReadFrame = { kind: 'invalid' }

const ENGINE_TYPES: ReadonlySet<string> = new Set(
  ServerFrame.def.options.flatMap(({ def }) => def.shape.type.def.values),
)

/** Reads one text frame; the engine's are validated against the protocol. */
export function readServerFrame(text: string): ReadFrame {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return INVALID
  }
  if (!isWireFrame(value)) return INVALID
  if (!ENGINE_TYPES.has(value.type)) return { kind: 'other', frame: value }
  const read = ServerFrame.safeParse(value)
  return read.success ? { kind: 'engine', frame: read.data } : INVALID
}

const isWireFrame = (value: unknown): value is WireFrame =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

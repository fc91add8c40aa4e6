import * as z from 'zod/mini'
import { parseTopic } from './topic.ts'

/** A topic as it comes over the wire: checked by the grammar, authorised later. */
export const TopicName = z.string().check(z.refine((topic) => parseTopic(topic) !== null, 'not a topic'))

/** Milliseconds between which a client picks its moment to come back. */
export const ReconnectWindow = z.object({ min_ms: z.number(), max_ms: z.number() })
export type ReconnectWindow = z.infer<typeof ReconnectWindow>

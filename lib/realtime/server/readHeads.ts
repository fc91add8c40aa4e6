import type { TopicHeads } from '../protocol/topicHeads.ts'
import type { Actor } from './actor.ts'
import type { LiveLog } from './liveLog.ts'
import type { TopicRules } from './topicRules.ts'

/**
 * Where topics stand, each as far as this person might subscribe to it now. All heads are from one snapshot. Rejects
 * when the log is away.
 */
export async function readHeads(
  parts: { readonly rules: TopicRules; readonly log: LiveLog },
  actor: Actor,
  topics: readonly string[],
): Promise<TopicHeads> {
  const asked = [...new Set(topics)]
  const grants = await Promise.all(asked.map((topic) => parts.rules.authorize(actor, topic)))
  const readable = asked.filter((_topic, at) => grants[at] !== null)
  const { head, topics: known } = await parts.log.topicHeads(readable)
  return {
    epoch: head.epoch,
    heads: Object.fromEntries(readable.map((topic) => [topic, known.get(topic)?.seq ?? 0])),
    refused: asked.filter((_topic, at) => grants[at] === null),
  }
}

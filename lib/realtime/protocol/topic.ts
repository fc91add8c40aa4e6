/** A parsed topic: a kind and what it names, as in `item:withdrawal:0192…`. */
export interface ParsedTopic {
  readonly kind: string
  readonly parts: readonly string[]
}

/** Longest topic the server reads, in characters. */
export const TOPIC_MAX_LENGTH = 200

const GRAMMAR = /^[a-z][a-z_]*(?::[A-Za-z0-9_-]{1,64}){0,3}$/

/** Parses `kind[:part]…` by the grammar; null for anything else. Topics are never matched by pattern. */
export function parseTopic(topic: string): ParsedTopic | null {
  if (topic.length > TOPIC_MAX_LENGTH || !GRAMMAR.test(topic)) return null
  const [kind = '', ...parts] = topic.split(':')
  return { kind, parts }
}

/** Builds a topic. Throws a RangeError when a part does not fit the grammar, so that no id can forge a topic. */
export function formatTopic(kind: string, ...parts: readonly string[]): string {
  const topic = [kind, ...parts].join(':')
  if (parseTopic(topic)?.parts.length !== parts.length) throw new RangeError(`not a topic: ${topic}`)
  return topic
}

/** The topic every signed-in person hears of their own things: sessions, rights, notifications. */
export const userTopic = (userId: string): string => formatTopic('user', userId)

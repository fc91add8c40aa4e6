import { parseTopic } from '../protocol/topic.ts'
import type { Actor } from './actor.ts'
import type { LiveDomain, TopicGrant, TopicRule } from './liveDomain.ts'

interface CompiledRule {
  readonly words: readonly { readonly text: string; readonly isParam: boolean }[]
  readonly rule: TopicRule<Actor>
}

/** Who may subscribe to what, over all domains. */
export interface TopicRules {
  /** Null: not allowed, or no such topic; the two are not told apart. */
  authorize(actor: Actor, topic: string): Promise<TopicGrant | null>
  /** Whether subscribers of the topic are shown to one another. */
  allowsPresence(topic: string): boolean
}

/** Compiles the domains' patterns. Throws when two domains claim the same one. */
export function createTopicRules(domains: readonly LiveDomain[]): TopicRules {
  const rules = new Map<string, CompiledRule[]>()
  const patterns = new Set<string>()
  for (const domain of domains) {
    for (const [pattern, rule] of Object.entries(domain.topics)) {
      const shape = pattern.replace(/\{[^}]*\}/g, '{}')
      if (patterns.has(shape)) throw new Error(`two rules for the topic ${pattern}`)
      patterns.add(shape)
      const words = pattern.split(':').map((word) => {
        const param = /^\{(\w+)\}$/.exec(word)?.[1]
        return { text: param ?? word, isParam: param !== undefined }
      })
      const key = `${words[0]?.text ?? ''}/${words.length}`
      rules.set(key, [...(rules.get(key) ?? []), { words, rule }])
    }
  }

  const find = (topic: string): { rule: TopicRule<Actor>; params: Record<string, string> } | null => {
    const parsed = parseTopic(topic)
    if (parsed === null) return null
    const parts = [parsed.kind, ...parsed.parts]
    const candidates = rules.get(`${parsed.kind}/${parts.length}`) ?? []
    // A word that is written out wins over a parameter.
    const matching = candidates.filter(({ words }) =>
      words.every((word, at) => word.isParam || word.text === parts[at]),
    )
    const best = matching.sort((a, b) => literals(b) - literals(a))[0]
    if (best === undefined) return null
    const params: Record<string, string> = {}
    best.words.forEach((word, at) => {
      if (word.isParam) params[word.text] = parts[at] ?? ''
    })
    return { rule: best.rule, params }
  }

  return {
    async authorize(actor, topic) {
      const found = find(topic)
      if (found === null) return null
      const answer = await found.rule.maySubscribe(actor, found.params)
      if (answer === true) return { since: 0 }
      return answer === false ? null : answer
    },
    allowsPresence: (topic) => find(topic)?.rule.presence === true,
  }
}

const literals = (compiled: CompiledRule): number => compiled.words.filter(({ isParam }) => !isParam).length

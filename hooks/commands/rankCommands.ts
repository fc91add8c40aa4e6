/** What a search looks at. */
interface Findable {
  readonly label: string
  readonly words?: string
}

const NO_MATCH = 0

/**
 * Those that hold every word, the best first; in their own order where there is none to look for. A label that begins with the
 * words goes before one that has them further on, and that before one whose other words do.
 */
export function rankCommands<C extends Findable>(commands: readonly C[], search: string): readonly C[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return commands
  return commands
    .map((command) => ({ command, score: scoreOf(command, words) }))
    .filter(({ score }) => score > NO_MATCH)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command)
}

function scoreOf({ label, words = '' }: Findable, sought: readonly string[]): number {
  const name = label.toLowerCase()
  const scores = sought.map((word) => {
    if (startsAWord(name, word)) return 3
    if (startsAWord(words.toLowerCase(), word)) return 2
    return name.includes(word) ? 1 : NO_MATCH
  })
  if (scores.includes(NO_MATCH)) return NO_MATCH
  const total = scores.reduce<number>((sum, score) => sum + score, 0)
  return name.startsWith(sought.join(' ')) ? total + 1 : total
}

const startsAWord = (text: string, word: string): boolean => ` ${text}`.includes(` ${word}`)

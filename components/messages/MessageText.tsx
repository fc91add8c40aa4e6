import type { ReactNode } from 'react'

const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g

export interface MessageTextProps {
  readonly text: string
  /** Names of those who are mentioned. */
  readonly mentioned: readonly string[]
}

/** What somebody wrote, as they wrote it; addresses of the web can be followed, and whoever is mentioned stands out. */
export function MessageText({ text, mentioned }: MessageTextProps) {
  const parts: ReactNode[] = []
  let at = 0
  for (const match of text.matchAll(LINK)) {
    parts.push(...mark(text.slice(at, match.index), mentioned, at))
    parts.push(
      <a
        key={match.index}
        href={match[0]}
        target="_blank"
        rel="noreferrer noopener"
        className="text-accent-text underline underline-offset-2"
      >
        {match[0]}
      </a>,
    )
    at = match.index + match[0].length
  }
  parts.push(...mark(text.slice(at), mentioned, at))
  return <p className="text-base break-words whitespace-pre-wrap text-ink">{parts}</p>
}

function mark(text: string, names: readonly string[], offset: number): ReactNode[] {
  if (names.length === 0) return [text]
  const known = names.map((name) => `@${name}`)
  const pattern = new RegExp(`(${known.map(escape).join('|')})`)
  return text.split(pattern).map((part, index) =>
    known.includes(part) ? (
      <span
        key={`${offset} ${index}`}
        className="rounded-sm bg-accent-soft px-0.5 font-medium text-accent-text"
      >
        {part}
      </span>
    ) : (
      part
    ),
  )
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

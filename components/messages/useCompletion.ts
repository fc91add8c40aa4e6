import { useState, type KeyboardEvent } from 'react'
import type { Participant } from '@/lib/domains/messages/contract.ts'

/** Most people that are offered. */
const OFFERED = 6
const NOBODY: ReadonlySet<string> = new Set()

/** Finds people as one types their name after an `@`, and remembers who was taken. */
export function useCompletion(
  field: { readonly current: HTMLTextAreaElement | null },
  text: string,
  people: readonly Participant[],
) {
  const [caret, setCaret] = useState(0)
  const [index, setIndex] = useState(0)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NOBODY)
  const [closedAt, setClosedAt] = useState<string | null>(null)
  const begun = /(?:^|\s)@([^@\n]{0,40})$/.exec(text.slice(0, caret))?.[1]
  const words = begun?.toLowerCase()
  const found =
    words === undefined || closedAt === begun
      ? []
      : people.filter(({ user }) => user.name.toLowerCase().includes(words)).slice(0, OFFERED)
  return {
    found,
    /** Ids of those who were taken from the list. */
    chosen,
    index: Math.min(index, found.length - 1),
    look: () => setCaret(field.current?.selectionStart ?? 0),
    take({ user }: Participant): string {
      const from = caret - (begun?.length ?? 0)
      setIndex(0)
      setChosen((before) => new Set([...before, user.id]))
      return `${text.slice(0, from)}${user.name} ${text.slice(caret)}`
    },
    /** True: the key was for the list. */
    press(event: KeyboardEvent, take: (participant: Participant) => void): boolean {
      const chosen = found[Math.min(index, found.length - 1)]
      if (!chosen) return false
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (step !== 0) setIndex((index + step + found.length) % found.length)
      else if (event.key === 'Enter' || event.key === 'Tab') take(chosen)
      else if (event.key === 'Escape') setClosedAt(begun ?? null)
      else return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
  }
}

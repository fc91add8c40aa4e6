'use client'

import { useState } from 'react'

export interface LineWordProps {
  /** What the field is called; stands in an empty one where no column's header does. */
  readonly name: string
  /** Of the file. */
  readonly line: number
  readonly word: string
  /** A sentence; null: nothing is wrong with it. */
  readonly problem: string | null
  readonly onMend: (word: string) => void
}

/**
 * A word of an imported line that can be changed where it stands: Enter or leaving it takes it, Escape does not. A word of
 * several lines stays one: the field shows one line at a time, and Shift with Enter begins another.
 */
export function LineWord({ name, line, word, problem, onMend }: LineWordProps) {
  const [typed, setTyped] = useState(word)
  return (
    <textarea
      rows={1}
      wrap="off"
      aria-label={`${name}, line ${line}`}
      placeholder={name}
      aria-invalid={problem !== null}
      title={problem ?? typed}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => onMend(typed.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.shiftKey) {
          event.preventDefault()
          onMend(typed.trim())
        }
        if (event.key === 'Escape') setTyped(word)
      }}
      className={`-mx-1.5 block h-6 w-full resize-none [scrollbar-width:none] overflow-auto rounded-sm border bg-transparent px-1.5 text-sm text-ink transition-colors @4xl:placeholder:text-transparent hover:border-control @max-4xl:mx-0 @max-4xl:h-5 @max-4xl:leading-4.5 ${problem === null ? 'border-transparent' : 'border-red-solid'}`}
    />
  )
}

'use client'

import { Pencil } from 'lucide-react'
import { EDITING } from '@/hooks/useFieldTyping.ts'
import { useTyping } from '@/hooks/useTyping.ts'

/** "Ada is editing…": who else has the form open and types. Takes no room while there is nobody. */
export function EditorsHint({
  topic,
  className = '',
}: {
  readonly topic: string
  readonly className?: string
}) {
  const { typists } = useTyping(topic)
  const editors = typists.filter(({ field }) => field?.startsWith(EDITING))
  // Somebody may be in two fields.
  const names = [...new Map(editors.map(({ userId, name }) => [userId, name])).values()].slice(0, 3)
  return (
    <output
      className={
        names.length === 0 ? 'sr-only' : `flex h-5 items-center gap-1.5 text-sm text-muted ${className}`
      }
    >
      {names.length > 0 && (
        <>
          <Pencil aria-hidden="true" className="size-3.5 animate-breathe" />
          {`${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} editing…`}
        </>
      )}
    </output>
  )
}

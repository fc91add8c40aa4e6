'use client'

import { Pencil } from 'lucide-react'
import { useTyping } from '@/hooks/useTyping.ts'

/** "Ada is editing…": who else has the form open and types. Takes no room while there is nobody. */
export function EditorsHint({
  topic,
  className = '',
}: {
  readonly topic: string
  readonly className?: string
}) {
  const { typists } = useTyping(topic, EDITING)
  const names = typists.slice(0, 3).map(({ name }) => name)
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

/** The field that typing frames of the edit dialogs name. */
export const EDITING = 'edit'

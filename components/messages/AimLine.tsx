import type { Message } from '@/lib/domains/messages/contract.ts'
import { useChatTools } from './ChatContext'
import { ClearButton } from './ClearButton'
import { oneLine } from './messageWords'

/** What the next words are for: an answer to a message, another wording of one's own; null: a new message. */
export type Aim = { readonly kind: 'reply' | 'edit'; readonly message: Message } | null

export interface AimLineProps {
  readonly aim: NonNullable<Aim>
  readonly onDone: () => void
}

/** Says above the field what its words are for. */
export function AimLine({ aim, onDone }: AimLineProps) {
  const { nameOf } = useChatTools()
  return (
    <div className="mb-2 flex items-center gap-2 text-sm text-muted">
      <span className="min-w-0 grow truncate border-l-2 border-accent pl-2">
        {aim.kind === 'edit'
          ? 'Change your message'
          : `Reply to ${aim.message.sender}: ${oneLine(aim.message, nameOf)}`}
      </span>
      <ClearButton label={aim.kind === 'edit' ? 'Do not change it' : 'Do not reply'} onClick={onDone} />
    </div>
  )
}

import type { Participant } from '@/lib/domains/messages/contract.ts'

export interface MentionListProps {
  readonly found: readonly Participant[]
  /** The one that Enter takes. */
  readonly index: number
  readonly onTake: (participant: Participant) => void
}

/** Who may be meant by what stands after the `@`. */
export function MentionList({ found, index, onTake }: MentionListProps) {
  if (found.length === 0) return null
  return (
    <ul
      aria-label="People"
      className="absolute bottom-full left-3 z-20 mb-1 w-64 max-w-[calc(100%-1.5rem)] rounded-lg bg-raised p-1 shadow-overlay"
    >
      {found.map((participant, place) => (
        <li key={participant.user.id}>
          <button
            type="button"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTake(participant)}
            className={`flex h-8 w-full items-center truncate rounded-md px-2 text-left text-base text-ink ${place === index ? 'bg-hover' : ''}`}
          >
            {participant.user.name}
          </button>
        </li>
      ))}
    </ul>
  )
}

import { Avatar } from './Avatar'

export interface Face {
  readonly id: string
  readonly name: string
}

export interface AvatarStackProps {
  readonly people: readonly Face[]
  /** How many there are, when `people` holds only some of them. */
  readonly total?: number
  readonly max?: number
  readonly size?: 'sm' | 'md'
  /** What these people do here: "Also here". */
  readonly label: string
}

/** A few overlapping faces and how many more there are. */
export function AvatarStack({
  people,
  total = people.length,
  max = 4,
  size = 'md',
  label,
}: AvatarStackProps) {
  const shown = people.slice(0, max)
  const more = total - shown.length
  const names = `${shown.map((person) => person.name).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  return (
    <span title={names} className="inline-flex items-center">
      <span className="sr-only">{`${label}: ${names}`}</span>
      {shown.map((person) => (
        <span key={person.id} className="-ml-1.5 rounded-full bg-surface p-0.5 first:ml-0">
          <Avatar id={person.id} name={person.name} size={size} isDecorative />
        </span>
      ))}
      {more > 0 && (
        <span aria-hidden="true" className="tabular ml-1 text-xs font-medium text-muted">
          +{more}
        </span>
      )}
    </span>
  )
}

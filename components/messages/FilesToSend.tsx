import type { Upload } from '@/hooks/messages/useUploads.ts'
import { ClearButton } from './ClearButton'

export interface FilesToSendProps {
  readonly uploads: readonly Upload[]
  readonly onDrop: (id: string) => void
}

/** The files that go with the next message, and those that cannot. */
export function FilesToSend({ uploads, onDrop }: FilesToSendProps) {
  if (uploads.length === 0) return null
  return (
    <ul aria-label="Files to send" className="mb-2 flex flex-wrap gap-2">
      {uploads.map(({ id, name, arrived: file, problem }) => (
        <li
          key={id}
          className="flex max-w-full items-center gap-2 rounded-md border border-line bg-sunken pl-2 text-sm"
        >
          <span className="truncate text-ink">{name}</span>
          {problem === null ? (
            !file && <span className="text-muted">Sending…</span>
          ) : (
            <span role="alert" className="text-red-text">
              {problem}
            </span>
          )}
          <ClearButton label={`Remove ${name}`} onClick={() => onDrop(id)} />
        </li>
      ))}
    </ul>
  )
}

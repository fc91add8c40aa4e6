'use client'

import { Camera, FileText, Paperclip, RotateCw, Trash2, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { notify } from '@/components/ui/notify'
import { Section } from '@/components/ui/Section'
import { Time } from '@/components/ui/Time'
import {
  ATTACHMENT_TYPES,
  attachmentProblem,
  useAttachments,
  type Upload,
} from '@/hooks/archive/useAttachments.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import {
  ATTACHMENT_MAX_BYTES,
  ATTACHMENTS_PER_REQUEST,
  type ArchiveRequest,
  type Attachment,
} from '@/lib/domains/archive/contract/archiveRequest.ts'
import { requestActions, standingOfRequest } from '@/lib/domains/archive/policy.ts'
import { formatBytes } from '@/components/ui/formatBytes'

/** The files of a request: seen, opened, added by dropping, choosing or photographing, and taken off again. */
export function RequestAttachments({ request }: { readonly request: ArchiveRequest }) {
  const actions = requestActions(useViewer(), standingOfRequest(request))
  const files = useAttachments(request, (error) => notify.problem('The file was not removed', error.message))
  const [isOver, setOver] = useState(false)
  const shown = request.attachments.filter(({ id }) => !files.leaving.has(id))
  const isEmpty = shown.length === 0 && files.uploads.length === 0
  if (isEmpty && !actions.attach) return null
  const remove = ({ id, name }: Attachment) => {
    const { undo } = files.remove(id)
    notify.undoable(`${name} removed`, undo)
  }
  const isFull = shown.length + files.uploads.length >= ATTACHMENTS_PER_REQUEST
  const mayAdd = actions.attach && !isFull
  return (
    <div
      onDragOver={(event) => {
        if (!mayAdd || !event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (!mayAdd) return
        event.preventDefault()
        files.add([...event.dataTransfer.files])
      }}
      className={isOver ? 'rounded-lg outline-2 outline-accent-text' : ''}
    >
      <Section
        title={shown.length === 0 ? 'Files' : `Files (${shown.length})`}
        actions={mayAdd && <AddButtons onAdd={files.add} />}
        flush
      >
        {isEmpty && (
          <p className="px-4 py-3 text-sm text-muted">
            Drop pictures or PDFs here, at most {ATTACHMENT_MAX_BYTES / 1024 / 1024} MB each.
          </p>
        )}
        {!isEmpty && (
          <ul>
            {shown.map((file) => (
              <FileItem
                key={file.id}
                file={file}
                onRemove={actions.removeAttachment(file.uploaded_by.id) ? () => remove(file) : null}
              />
            ))}
            {files.uploads.map((upload) => (
              <UploadItem
                key={upload.id}
                upload={upload}
                onRetry={attachmentProblem(upload.file) === null ? () => files.retry(upload) : null}
                onDrop={() => files.drop(upload.id)}
              />
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}

function AddButtons({ onAdd }: { readonly onAdd: (files: readonly File[]) => void }) {
  const chosen = useRef<HTMLInputElement>(null)
  const taken = useRef<HTMLInputElement>(null)
  const take = (input: HTMLInputElement) => {
    onAdd([...(input.files ?? [])])
    // The same file can be chosen again.
    input.value = ''
  }
  return (
    <>
      <input
        ref={chosen}
        type="file"
        multiple
        accept={ATTACHMENT_TYPES.join(',')}
        aria-label="Choose files"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={taken}
        type="file"
        accept="image/*"
        capture="environment"
        aria-label="Take a photo"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => take(event.currentTarget)}
      />
      <Button
        size="sm"
        icon={<Camera />}
        onPress={() => taken.current?.click()}
        className="hidden! pointer-coarse:inline-flex!"
      >
        Photo
      </Button>
      <Button size="sm" icon={<Paperclip />} onPress={() => chosen.current?.click()}>
        Add files
      </Button>
    </>
  )
}

const ITEM = 'flex items-center gap-3 border-b border-line px-4 py-2 last:border-b-0'
const THUMB =
  'grid size-12 shrink-0 place-items-center overflow-hidden rounded-md border border-line bg-sunken'

interface FileItemProps {
  readonly file: Attachment
  /** Null: one may not. */
  readonly onRemove: (() => void) | null
}

function FileItem({ file, onRemove }: FileItemProps) {
  const href = `/api/archive/attachments/${file.id}`
  const isPicture = file.media_type.startsWith('image/')
  return (
    <li className={ITEM}>
      <a href={href} target="_blank" rel="noreferrer" className={THUMB} tabIndex={-1} aria-hidden="true">
        {isPicture ? (
          // oxlint-disable-next-line nextjs/no-img-element -- behind a session, and as it was uploaded
          <img src={href} alt="" loading="lazy" className="size-full object-cover" />
        ) : (
          <FileText aria-hidden="true" className="size-5 text-subtle" />
        )}
      </a>
      <div className="min-w-0 grow">
        <a
          href={href}
          target="_blank"
          rel="noreferrer"
          className="block truncate font-medium text-accent-text hover:underline"
        >
          {file.name}
        </a>
        <p className="text-sm text-muted">
          {formatBytes(file.size)} · {file.uploaded_by.name} · <Time at={file.created_at} />
        </p>
      </div>
      {onRemove && <IconButton label={`Remove ${file.name}`} icon={<Trash2 />} onPress={onRemove} />}
    </li>
  )
}

interface UploadItemProps {
  readonly upload: Upload
  /** Null: it would fail again. */
  readonly onRetry: (() => void) | null
  readonly onDrop: () => void
}

function UploadItem({ upload: { file, share, problem, arrived }, onRetry, onDrop }: UploadItemProps) {
  if (arrived) return <FileItem file={arrived} onRemove={null} />
  const percent = Math.round(share * 100)
  return (
    <li className={ITEM}>
      <span className={THUMB}>
        <FileText aria-hidden="true" className="size-5 text-subtle" />
      </span>
      <div className="min-w-0 grow">
        <p className="truncate font-medium text-ink">{file.name}</p>
        {problem === null ? (
          <div className="flex items-center gap-2 text-sm text-muted">
            <progress
              value={share}
              max={1}
              aria-label={`Sending ${file.name}`}
              className="h-1.5 min-w-0 grow overflow-hidden rounded-full bg-sunken accent-accent"
            />
            <span className="tabular w-10 text-right">{percent} %</span>
          </div>
        ) : (
          <p role="alert" className="text-sm text-red-text">
            Not added: {problem}
          </p>
        )}
      </div>
      {problem !== null && onRetry && (
        <IconButton label={`Try ${file.name} again`} icon={<RotateCw />} onPress={onRetry} />
      )}
      <IconButton
        label={problem === null ? `Stop ${file.name}` : `Forget ${file.name}`}
        icon={<X />}
        onPress={onDrop}
      />
    </li>
  )
}

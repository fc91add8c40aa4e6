import { FileText } from 'lucide-react'
import { formatBytes } from '@/components/ui/formatBytes'
import type { MessageAttachment } from '@/lib/domains/messages/contract.ts'

/** Files of a message: pictures are seen, others are opened. */
export function Attachments({ files }: { readonly files: readonly MessageAttachment[] }) {
  if (files.length === 0) return null
  return (
    <ul aria-label="Files" className="mt-1 flex flex-wrap gap-2">
      {files.map(({ id, media_type: type, name, size }) => {
        const href = `/api/messages/attachments/${id}`
        return (
          <li key={id} className="max-w-full">
            <a
              href={href}
              target="_blank"
              rel="noreferrer"
              className="flex max-w-full items-center gap-2 overflow-hidden rounded-md border border-line bg-surface text-sm text-ink hover:bg-hover"
            >
              {type.startsWith('image/') ? (
                // oxlint-disable-next-line nextjs/no-img-element -- behind a session, and as it was uploaded
                <img src={href} alt={name} loading="lazy" className="h-32 max-w-64 object-cover" />
              ) : (
                <span className="flex min-w-0 items-center gap-2 px-3 py-2">
                  <FileText aria-hidden="true" className="size-4 shrink-0 text-subtle" />
                  <span className="truncate">{name}</span>
                  <span className="shrink-0 text-xs text-muted">{formatBytes(size)}</span>
                </span>
              )}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

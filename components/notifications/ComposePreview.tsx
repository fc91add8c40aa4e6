import { StatusBadge } from '@/components/ui/StatusBadge'
import { toneStyles } from '@/components/ui/tone'
import type { Composition } from './composition'
import { severityLook } from './notificationLooks'

/** What people will see, as it is written. */
export function ComposePreview({ written }: { readonly written: Composition }) {
  const look = severityLook[written.severity]
  const links = written.links.filter(({ label }) => label.trim() !== '')
  return (
    <section aria-label="Preview" className={`rounded-md border px-4 py-3 ${toneStyles[look.tone]}`}>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-ink">
        <StatusBadge {...look} variant="plain" />
        <span className="break-words">{written.title.trim() || 'Title'}</span>
      </p>
      <p className="mt-0.5 break-words whitespace-pre-line text-ink">{written.message.trim() || 'Message'}</p>
      {(links.length > 0 || written.mustAck) && (
        <p className="mt-2 flex flex-wrap gap-1.5">
          {[...links.map(({ label }) => label), ...(written.mustAck ? ['I have seen this'] : [])].map(
            (label) => (
              <span
                key={label}
                className="rounded-md border border-line-strong bg-surface px-2 py-1 text-sm font-medium text-ink"
              >
                {label}
              </span>
            ),
          )}
        </p>
      )}
    </section>
  )
}

import { StatusShape } from '@/components/ui/StatusShape'
import { Time } from '@/components/ui/Time'
import { toneSolidStyles } from '@/components/ui/tone'
import type { ArchiveRequest } from '@/lib/domains/archive/contract.ts'
import { requestTimeline } from './requestTimeline.ts'

/** Who did what to a request, and what they said. */
export function RequestTimeline({ request }: { readonly request: ArchiveRequest }) {
  return (
    <ol className="grid gap-3">
      {requestTimeline(request).map(({ id, at, by, what, words, look }) => (
        <li key={id} className="flex gap-2.5">
          <span className="flex h-5 items-center">
            <StatusShape shape={look.shape} className={toneSolidStyles[look.tone]} />
          </span>
          <div className="min-w-0 grow">
            <p className="text-ink">
              {by && <span className="font-medium">{by.name} </span>}
              {what} <Time at={at} className="ml-1 text-sm text-muted" />
            </p>
            {words && (
              <p className="mt-1 rounded-md border border-line bg-sunken px-2.5 py-1.5 break-words whitespace-pre-wrap text-ink">
                {words}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

'use client'

import { createPortal } from 'react-dom'
import { formatDay } from '@/components/ui/formatTime'
import { Time } from '@/components/ui/Time'
import { useCratesOf } from '@/hooks/archive/useCratesOf.ts'
import { dateOf } from '@/lib/domains/archive/calendarDay.ts'
import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { kindLabels, requestLook } from './archiveLooks.ts'

/**
 * What comes out of the printer: a slip that goes with the crates and is signed at the hand-out. It stands beside the page,
 * seen by nobody on the screen; on paper it stands alone.
 */
export function RequestSlip({ request }: { readonly request: ArchiveRequest }) {
  const now = useCratesOf(request.crates.map(({ id }) => id))
  return createPortal(
    <article data-print-alone="" aria-hidden="true" className="hidden print:block">
      <header className="flex items-baseline justify-between gap-8 border-b-2 border-ink pb-2">
        <h1 className="text-2xl font-semibold">{request.number}</h1>
        <p className="text-lg">
          {kindLabels[request.kind]} · {requestLook(request).label}
        </p>
      </header>
      <dl className="mt-4 grid grid-cols-[8rem_minmax(0,1fr)] gap-y-1 text-base">
        <Fact term="Unit">{request.unit.name}</Fact>
        {request.to_unit && <Fact term="To">{request.to_unit.name}</Fact>}
        <Fact term="Asked by">
          {request.created_by.name}, <Time at={request.created_at} format="day" />
        </Fact>
        {request.released_by && request.released_at && (
          <Fact term="Approved by">
            {request.released_by.name}, <Time at={request.released_at} format="day" />
          </Fact>
        )}
        {request.due_on && <Fact term="Back by">{formatDay(dateOf(request.due_on), 'UTC')}</Fact>}
        <Fact term="Reason">{request.reason}</Fact>
      </dl>
      <table className="mt-6 w-full border-collapse text-left text-base">
        <thead>
          <tr className="border-b border-ink">
            {['Crate', 'Title', 'Location', 'Out', 'Back'].map((title) => (
              <th key={title} className="py-1 pr-3 font-semibold">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {request.crates.map(({ id, number, label }) => (
            <tr key={id} className="break-inside-avoid border-b border-line-strong align-top">
              <td className="tabular py-1.5 pr-3 font-medium whitespace-nowrap">{number}</td>
              <td className="py-1.5 pr-3">{label}</td>
              <td className="py-1.5 pr-3">{now.get(id)?.location}</td>
              <Tick />
              <Tick />
            </tr>
          ))}
        </tbody>
      </table>
      <div className="mt-16 grid break-inside-avoid grid-cols-2 gap-12">
        <Line words="Handed out by, date" />
        <Line words="Received by, date" />
      </div>
    </article>,
    document.body,
  )
}

function Fact({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="whitespace-pre-wrap">{children}</dd>
    </>
  )
}

/** A box to tick by hand. */
function Tick() {
  return (
    <td className="w-12 py-1.5" aria-label="To be ticked">
      <span className="block size-4 border border-ink" />
    </td>
  )
}

function Line({ words }: { readonly words: string }) {
  return <p className="border-t border-ink pt-1 text-sm text-muted">{words}</p>
}

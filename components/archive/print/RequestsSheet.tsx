'use client'

import { Fragment } from 'react'
import { formatCalendarDay } from '@/components/ui/formatTime'
import { PrintSheet, type PrintColumn } from '@/components/ui/PrintSheet'
import { Time } from '@/components/ui/Time'
import { useAddressFilter } from '@/hooks/archive/useAddressFilter.ts'
import { usePrintRows } from '@/hooks/archive/usePrintRows.ts'
import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { kindLabels, requestLook } from '../archiveLooks.ts'
import { readRequestFilter } from '../readFilter.ts'
import { requestFilterWords } from './filterWords.ts'
import { BackToList, SheetFrame } from './SheetFrame.tsx'
import { useFilterNames } from './useFilterNames.ts'

const columns: PrintColumn<ArchiveRequest>[] = [
  {
    id: 'number',
    header: 'Number',
    cell: ({ number }) => <span className="tabular whitespace-nowrap">{number}</span>,
  },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => kindLabels[kind] },
  { id: 'status', header: 'Status', cell: (request) => requestLook(request).label },
  { id: 'reason', header: 'Reason', cell: ({ reason }) => reason },
  {
    id: 'crates',
    header: 'Crates',
    cell: ({ crates }) => (
      <span className="tabular">
        {crates.map(({ id, number }, at) => (
          <Fragment key={id}>
            {at > 0 && ' '}
            <span className="whitespace-nowrap">{at < crates.length - 1 ? `${number},` : number}</span>
          </Fragment>
        ))}
      </span>
    ),
  },
  {
    id: 'unit',
    header: 'Unit',
    cell: ({ unit, to_unit: to }) => (to === null ? unit.name : `${unit.name} to ${to.name}`),
  },
  { id: 'person', header: 'Asked by', cell: ({ created_by: person }) => person.name },
  {
    id: 'asked',
    header: 'Asked',
    isNumber: true,
    cell: ({ created_at: at }) => <Time at={at} format="day" />,
  },
  {
    id: 'due',
    header: 'Due',
    isNumber: true,
    cell: ({ due_on: due }) => (due === null ? '–' : formatCalendarDay(due)),
  },
]

/** The requests of an address's filter, for paper. `unitName` null: people of the whole house. */
export function RequestsSheet({ unitName }: { readonly unitName: string | null }) {
  const filter = readRequestFilter(useAddressFilter().params)
  const query = usePrintRows<ArchiveRequest>('/api/archive/requests', filter)
  const words = requestFilterWords(filter, useFilterNames())
  return (
    <SheetFrame query={query} label="Requests">
      {(sheet) => (
        <PrintSheet
          title="Requests"
          facts={[unitName ?? 'All units', ...words]}
          columns={columns}
          {...sheet}
          actions={<BackToList href="/archive/requests" label="Requests" />}
        />
      )}
    </SheetFrame>
  )
}

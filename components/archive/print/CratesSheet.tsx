'use client'

import { formatCalendarDay } from '@/components/ui/formatTime'
import { PrintSheet, type PrintColumn } from '@/components/ui/PrintSheet'
import { useAddressFilter } from '@/hooks/archive/useAddressFilter.ts'
import { usePrintRows } from '@/hooks/archive/usePrintRows.ts'
import type { Crate } from '@/lib/domains/archive/contract/crate.ts'
import { crateLooks } from '../archiveLooks.ts'
import { readCrateFilter } from '../readFilter.ts'
import { crateFilterWords } from './filterWords.ts'
import { BackToList, SheetFrame } from './SheetFrame.tsx'
import { useFilterNames } from './useFilterNames.ts'

const columns: PrintColumn<Crate>[] = [
  {
    id: 'number',
    header: 'Number',
    cell: ({ number }) => <span className="tabular whitespace-nowrap">{number}</span>,
  },
  { id: 'label', header: 'Title', cell: ({ label }) => label },
  { id: 'location', header: 'Location', cell: ({ location }) => location },
  { id: 'unit', header: 'Unit', cell: ({ unit }) => unit.name },
  { id: 'status', header: 'Status', cell: ({ status }) => crateLooks[status].label },
  {
    id: 'until',
    header: 'Keep until',
    isNumber: true,
    cell: ({ retain_until: until }) => (until === null ? '–' : formatCalendarDay(until)),
  },
]

/** The crates of an address's filter, for paper. `unitName` null: people of the whole house. */
export function CratesSheet({ unitName }: { readonly unitName: string | null }) {
  const filter = readCrateFilter(useAddressFilter().params)
  const query = usePrintRows<Crate>('/api/archive/crates', filter)
  const words = crateFilterWords(filter, useFilterNames())
  return (
    <SheetFrame query={query} label="Crates">
      {(sheet) => (
        <PrintSheet
          title="Crates"
          facts={[unitName ?? 'All units', ...words]}
          columns={columns}
          {...sheet}
          actions={<BackToList href="/archive/crates" label="Crates" />}
        />
      )}
    </SheetFrame>
  )
}

import { ArrowRight } from 'lucide-react'
import { StatusBadge } from '@/components/ui/StatusBadge'
import type { TableColumn } from '@/components/ui/TableColumn'
import { Time } from '@/components/ui/Time'
import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { kindLabels, requestLook } from './archiveLooks.ts'

const number: TableColumn<ArchiveRequest> = {
  id: 'number',
  header: 'Number',
  width: '8.5rem',
  phone: 'title',
  isSortable: true,
  cell: (request) => <span className="font-medium">{request.number}</span>,
}
const kind: TableColumn<ArchiveRequest> = {
  id: 'kind',
  header: 'Kind',
  width: '6.5rem',
  hideBelow: 'lg',
  phone: 'hidden',
  cell: (request) => kindLabels[request.kind],
}
const reason: TableColumn<ArchiveRequest> = {
  id: 'reason',
  header: 'Reason',
  cell: (request) => <span title={request.reason}>{request.reason}</span>,
}
const crates: TableColumn<ArchiveRequest> = {
  id: 'crates',
  header: 'Crates',
  width: '4.5rem',
  align: 'end',
  hideBelow: 'md',
  phone: 'hidden',
  cell: (request) => request.crates.length,
}
const unit: TableColumn<ArchiveRequest> = {
  id: 'unit',
  header: 'Unit',
  width: '10rem',
  hideBelow: 'xl',
  phone: 'hidden',
  cell: (request) => <UnitsOf request={request} />,
}
const person: TableColumn<ArchiveRequest> = {
  id: 'person',
  header: 'Asked by',
  width: '8rem',
  hideBelow: 'xl',
  phone: 'hidden',
  cell: (request) => request.created_by.name,
}
const asked: TableColumn<ArchiveRequest> = {
  id: 'created_at',
  header: 'Asked',
  isSortable: true,
  width: '7rem',
  align: 'end',
  hideBelow: 'lg',
  phone: 'hidden',
  cell: (request) => <Time at={request.created_at} className="text-muted" />,
}
const status: TableColumn<ArchiveRequest> = {
  id: 'status',
  header: 'Status',
  width: '8rem',
  phone: 'end',
  cell: (request) => <StatusBadge {...requestLook(request)} variant="plain" />,
}

/** The columns of a request list. */
export const requestColumns: TableColumn<ArchiveRequest>[] = [
  number,
  kind,
  reason,
  crates,
  unit,
  person,
  status,
  asked,
]

/** Where the crates come from, and where a transfer takes them. */
export function UnitsOf({ request }: { readonly request: Pick<ArchiveRequest, 'unit' | 'to_unit'> }) {
  if (!request.to_unit) return request.unit.name
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <span className="truncate">{request.unit.name}</span>
      <ArrowRight aria-hidden="true" className="size-3.5 shrink-0 text-subtle" />
      <span className="sr-only">to</span>
      <span className="truncate">{request.to_unit.name}</span>
    </span>
  )
}

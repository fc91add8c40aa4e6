import { StatusBadge } from '@/components/ui/StatusBadge'
import type { TableColumn } from '@/components/ui/TableColumn'
import { Time } from '@/components/ui/Time'
import type { Crate } from '@/lib/domains/archive/contract/crate.ts'
import { crateLooks } from './archiveLooks.ts'

const number: TableColumn<Crate> = {
  id: 'number',
  header: 'Number',
  width: '8.5rem',
  phone: 'title',
  isSortable: true,
  cell: (crate) => <span className="font-medium">{crate.number}</span>,
}
const label: TableColumn<Crate> = {
  id: 'label',
  header: 'Title',
  isSortable: true,
  cell: (crate) => crate.label,
}
const location: TableColumn<Crate> = {
  id: 'location',
  header: 'Location',
  isSortable: true,
  hideBelow: 'md',
  phone: 'line',
  cell: (crate) => crate.location,
}
const unit: TableColumn<Crate> = {
  id: 'unit',
  header: 'Unit',
  width: '9rem',
  hideBelow: 'xl',
  phone: 'hidden',
  cell: (crate) => crate.unit.name,
}
const status: TableColumn<Crate> = {
  id: 'status',
  header: 'Status',
  isSortable: true,
  width: '8rem',
  phone: 'end',
  cell: (crate) => <StatusBadge {...crateLooks[crate.status]} variant="plain" />,
}
const retention: TableColumn<Crate> = {
  id: 'retain_until',
  header: 'Keep until',
  width: '8rem',
  isSortable: true,
  isTabular: true,
  hideBelow: 'lg',
  phone: 'hidden',
  cell: (crate) => crate.retain_until ?? <span className="text-subtle">–</span>,
}
const changed: TableColumn<Crate> = {
  id: 'updated_at',
  header: 'Changed',
  isSortable: true,
  width: '8rem',
  align: 'end',
  hideBelow: 'lg',
  phone: 'hidden',
  cell: (crate) => <Time at={crate.updated_at} className="text-muted" />,
}

/** The columns of a crate list; those who read all units see which one. */
export const crateColumns = ({ showsUnit }: { readonly showsUnit: boolean }): TableColumn<Crate>[] => [
  number,
  label,
  location,
  ...(showsUnit ? [unit] : []),
  status,
  retention,
  changed,
]

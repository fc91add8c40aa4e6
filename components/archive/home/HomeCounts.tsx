'use client'

import { BarRows } from '@/components/ui/BarRows'
import { Section } from '@/components/ui/Section'
import { useSummary } from '@/hooks/archive/useSummary.ts'
import { CRATE_STATUSES, type CrateStatus } from '@/lib/domains/archive/contract/crate.ts'
import { crateLooks, requestLook } from '../archiveLooks.ts'
import { CountTile } from './CountTile.tsx'

const COUNTED: readonly CrateStatus[] = ['stored', 'requested', 'withdrawn', 'in_transfer']

/** How many crates are in each state; each tile leads to them. */
export function CrateCounts() {
  const { data } = useSummary()
  return (
    <Section title="Crates" flush>
      <div className="grid grid-cols-2 overflow-hidden">
        {COUNTED.map((status) => (
          <CountTile
            key={status}
            look={crateLooks[status]}
            count={data?.crates[status]}
            href={`/archive/crates?status=${status}`}
          />
        ))}
      </div>
    </Section>
  )
}

/** How many requests are under way, and how; each tile leads to them. */
export function RequestCounts() {
  const { data } = useSummary()
  return (
    <Section title="Open requests" flush>
      <div className="grid grid-cols-3 overflow-hidden">
        <CountTile
          look={requestLook({ kind: 'withdrawal', status: 'pending' })}
          count={data?.requests.pending}
          href="/archive/requests?status=pending"
        />
        <CountTile
          look={requestLook({ kind: 'withdrawal', status: 'sent_back' })}
          count={data?.requests.sent_back}
          href="/archive/requests?status=sent_back"
        />
        <CountTile
          look={requestLook({ kind: 'transfer', status: 'approved' })}
          count={data?.requests.in_transfer}
          href="/archive/requests?kind=transfer&status=approved"
        />
        <CountTile
          look={requestLook({ kind: 'destruction', status: 'approved' })}
          count={data?.requests.half_agreed}
          href="/archive/requests?kind=destruction&status=approved"
        />
        <CountTile
          look={{ tone: 'blue', shape: 'half', label: 'Out' }}
          count={data?.requests.out}
          href="/archive/requests?kind=withdrawal&status=approved"
        />
        <CountTile
          look={{ tone: 'red', shape: 'clock', label: 'Overdue' }}
          count={data?.requests.overdue}
          href="/archive/requests?overdue=yes"
        />
      </div>
    </Section>
  )
}

/** The same as bars, with what was destroyed: how the archive is made up. Nothing while it is empty. */
export function CrateShares() {
  const { data } = useSummary()
  if (!data || CRATE_STATUSES.every((status) => data.crates[status] === 0)) return null
  return (
    <Section title="Crates by state">
      <BarRows
        label="Crates by state"
        rows={CRATE_STATUSES.map((status) => ({
          id: status,
          look: crateLooks[status],
          count: data.crates[status],
        }))}
      />
    </Section>
  )
}

'use client'

import Link from 'next/link'
import { useFewCrates } from '@/hooks/archive/useFewCrates.ts'
import { useSummary } from '@/hooks/archive/useSummary.ts'
import { HomeSection } from './HomeSection.tsx'
import { formatCalendarDay } from '@/components/ui/formatTime'

const SHOWN = 5

/** Crates that may be destroyed: their retention is over. Nothing where there are none. */
export function HomeRetention() {
  const query = useFewCrates({ status: 'stored', retention_over: true, sort: 'retain_until' }, SHOWN)
  const { data: summary } = useSummary()
  const crates = query.data?.items ?? []
  if (crates.length === 0) return null
  return (
    <HomeSection
      title="Retention over"
      description="These may be destroyed: ask for it, and two managers decide."
      total={summary?.retention_over}
      shown={crates.length}
      href="/archive/crates?status=stored&over=yes&sort=retain_until"
      query={query}
    >
      <ul aria-label="Retention over">
        {crates.map((crate) => (
          <li
            key={crate.id}
            className="relative flex flex-wrap items-center gap-x-3 border-b border-line px-4 py-2 transition-colors last:border-b-0 hover:bg-hover"
          >
            <Link
              href={`/archive/crates/${crate.id}`}
              data-row-link=""
              className="tabular font-medium text-ink outline-none! after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text"
            >
              {crate.number}
            </Link>
            <span className="min-w-0 grow truncate text-ink">{crate.label}</span>
            {crate.retain_until !== null && (
              <span className="tabular text-sm text-muted">{`until ${formatCalendarDay(crate.retain_until)}`}</span>
            )}
          </li>
        ))}
      </ul>
    </HomeSection>
  )
}

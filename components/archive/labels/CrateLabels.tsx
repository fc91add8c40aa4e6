'use client'

import { Printer, Tag } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { PageCrumb } from '@/components/shell/TopBarSlot'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { LinkButton } from '@/components/ui/LinkButton'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { useCratesOf } from '@/hooks/archive/useCratesOf.ts'
import { usePrintRule } from '@/hooks/usePrintRule.ts'
import { type Crate } from '@/lib/domains/archive/contract/crate.ts'
import { PAGE_MAX } from '@/lib/domains/archive/contract/fields.ts'
import { countCrates } from '../archiveLooks.ts'
import { QrCode } from './QrCode.tsx'

const SHEET = '@page { size: A4; margin: 15mm 4.5mm }'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Labels for crates, 2 by 7 on a sheet of A4; the code on each leads to the crate. */
export function CrateLabels({ publicUrl }: { readonly publicUrl: string | null }) {
  usePrintRule(SHEET)
  const params = useSearchParams()
  const ids = useMemo(
    () => [...new Set((params.get('ids') ?? '').split(',').filter((id) => UUID.test(id)))].slice(0, PAGE_MAX),
    [params],
  )
  const known = useCratesOf(ids)
  const crates = ids.flatMap((id) => known.get(id) ?? [])
  return (
    <Page>
      <PageCrumb>Labels</PageCrumb>
      <div className="print:hidden">
        <PageHeader
          title="Labels"
          description="For sheets of A4 with 2 by 7 labels of 99 by 38 mm. Print at 100 %, without headers and footers."
          actions={
            <>
              <LinkButton href="/archive/crates">All crates</LinkButton>
              <Button
                variant="primary"
                icon={<Printer />}
                isDisabled={crates.length === 0}
                onPress={() => window.print()}
              >
                {`Print ${countCrates(crates.length)}`}
              </Button>
            </>
          }
        />
      </div>
      {ids.length === 0 && (
        <EmptyState
          icon={<Tag />}
          title="No crate is picked"
          action={<LinkButton href="/archive/crates">Pick some in the list</LinkButton>}
        >
          Tick crates in the list and choose “Labels”.
        </EmptyState>
      )}
      {ids.length > 0 && crates.length === 0 && <SkeletonRows rows={4} label="Loading the labels" />}
      <ul className="grid w-fit grid-cols-1 gap-2 sm:grid-cols-2 print:grid-cols-[99mm_99mm] print:gap-x-[3mm] print:gap-y-0">
        {crates.map((crate) => (
          <CrateLabel key={crate.id} crate={crate} publicUrl={publicUrl} />
        ))}
      </ul>
    </Page>
  )
}

function CrateLabel({ crate, publicUrl }: { readonly crate: Crate; readonly publicUrl: string | null }) {
  const origin = publicUrl?.replace(/\/$/, '') ?? window.location.origin
  return (
    <li className="flex h-[38mm] w-[99mm] max-w-full break-inside-avoid items-center gap-[4mm] overflow-hidden rounded-lg border border-line bg-paper px-[4mm] text-paper-ink print:rounded-none print:border-0">
      <QrCode
        text={`${origin}/archive/crates/go/${crate.number}`}
        label={`Code of ${crate.number}`}
        className="size-[30mm] shrink-0"
      />
      <div className="min-w-0">
        <p className="tabular text-2xl font-semibold whitespace-nowrap">{crate.number}</p>
        <p className="line-clamp-2 text-base">{crate.label}</p>
        <p className="mt-1 truncate text-sm text-paper-muted">{crate.unit.name}</p>
      </div>
    </li>
  )
}

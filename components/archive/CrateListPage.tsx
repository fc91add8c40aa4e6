'use client'

import { Archive, Plus, SearchX } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { LinkButton } from '@/components/ui/LinkButton'
import { EmptyState } from '@/components/ui/EmptyState'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { useAddressFilter } from '@/hooks/archive/useAddressFilter.ts'
import { useCrateWindow } from '@/hooks/archive/useCrateWindow.ts'
import { usePickedCrates } from '@/hooks/archive/usePickedCrates.ts'
import { useRetentionRules } from '@/hooks/archive/useRetentionRules.ts'
import { useUnits } from '@/hooks/archive/useUnits.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { useCommand } from '@/hooks/commands/useCommand.ts'
import type { RowRange } from '@/hooks/live/blocksAround.ts'
import type { Crate } from '@/lib/domains/archive/contract/crate.ts'
import { readsAllUnits } from '@/lib/domains/identity/policy.ts'
import { ArchiveList } from './ArchiveList.tsx'
import { BulkBar } from './BulkBar.tsx'
import { CrateDialog } from './lazyDialogs.tsx'
import { crateColumns } from './crateColumns.tsx'
import { CrateFilterBar } from './CrateFilterBar.tsx'
import { CrateListMenu } from './CrateListMenu.tsx'
import { crateChips } from './filterChips.ts'
import { FilterLine } from './FilterLine.tsx'
import { readCrateFilter, readSort, writeSort } from './readFilter.ts'

const USUAL_SORT = '-number'
const anyCrate = () => true

/** The list of crates: found by filters, in any order, picked for what is done to many. */
export function CrateListPage({ currentId }: { readonly currentId: string | null }) {
  const viewer = useViewer()
  const router = useRouter()
  const address = useAddressFilter()
  const filter = readCrateFilter(address.params)
  const { sort, ...narrowing } = filter
  const picked = usePickedCrates()
  const [isRegistering, setRegistering] = useState(false)
  const units = useUnits(filter.unit_id !== undefined)
  const rules = useRetentionRules().data?.items ?? []
  const isFiltered = Object.keys(narrowing).length > 0
  const showsUnit = readsAllUnits(viewer)
  const columns = useMemo(() => crateColumns({ showsUnit }), [showsUnit])
  const hrefOf = (crate: Crate) => address.hrefOf(`/archive/crates/${crate.id}`)
  const useSource = (range: RowRange) => useCrateWindow(filter, range)
  useCommand({
    id: 'register-crate',
    label: 'Register crate',
    section: 'This page',
    keys: 'c',
    words: 'new add create',
    run: () => setRegistering(true),
  })

  return (
    <>
      <Page>
        <PageHeader
          title="Crates"
          actions={
            <>
              <CrateListMenu filter={filter} />
              <Button variant="primary" icon={<Plus />} onPress={() => setRegistering(true)}>
                Register crate
              </Button>
            </>
          }
        />
        <CrateFilterBar filter={filter} onChange={address.change} isNarrow={currentId !== null} />
        <ArchiveList<Crate>
          label="Crates"
          noun="crates"
          listKey={JSON.stringify(filter)}
          isNewestFirst={sort === undefined}
          useSource={useSource}
          columns={columns}
          rowHref={hrefOf}
          rowName={(crate) => crate.number}
          currentId={currentId}
          selection={
            currentId === null
              ? { selected: picked.ids, onChange: picked.change, isSelectable: anyCrate }
              : undefined
          }
          sort={readSort(sort, USUAL_SORT)}
          onSortChange={(next) => address.change({ sort: writeSort(next, USUAL_SORT) })}
          summary={(total) => (
            <FilterLine
              total={total}
              noun={['crate', 'crates']}
              chips={crateChips(filter, { units, rules })}
              onRemove={(names) => address.change(Object.fromEntries(names.map((name) => [name, null])))}
            />
          )}
          empty={
            isFiltered ? (
              <EmptyState
                icon={<SearchX />}
                title="No crate matches"
                action={<Button onPress={() => address.clear(['sort'])}>Show all</Button>}
              >
                Try other words, or look at all crates.
              </EmptyState>
            ) : (
              <EmptyState
                icon={<Archive />}
                title="No crates yet"
                action={
                  <div className="flex flex-wrap justify-center gap-2">
                    <Button onPress={() => setRegistering(true)}>Register the first one</Button>
                    <LinkButton href="/archive/crates/import">Import a list</LinkButton>
                  </div>
                }
              >
                Register what stands in the archive; then it can be found, asked for and handed over.
              </EmptyState>
            )
          }
        />
        {currentId === null && (
          <BulkBar
            crates={picked.crates}
            onClear={picked.clear}
            onRequested={(request) => {
              picked.clear()
              router.push(`/archive/requests/${request.id}`)
            }}
          />
        )}
      </Page>
      {isRegistering && (
        <CrateDialog
          crate={null}
          onClose={() => setRegistering(false)}
          onDone={(crate) => router.push(hrefOf(crate))}
        />
      )}
    </>
  )
}

'use client'

import { Archive, FileOutput, Plus, SearchX } from 'lucide-react'
import { useParams, useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { useAddressFilter } from '@/hooks/archive/useAddressFilter.ts'
import { useCrateList } from '@/hooks/archive/useCrateList.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { crateActions, standingOfCrate } from '@/lib/domains/archive/policy.ts'
import type { Crate } from '@/lib/domains/archive/contract.ts'
import { readsAllUnits } from '@/lib/domains/identity/policy.ts'
import { ArchiveList } from './ArchiveList.tsx'
import { countCrates } from './archiveLooks.ts'
import { CrateDialog } from './CrateDialog.tsx'
import { crateColumns } from './crateColumns.tsx'
import { CrateFilterBar } from './CrateFilterBar.tsx'
import { readCrateFilter } from './readFilter.ts'
import { ListAndDetail } from './ListAndDetail.tsx'
import { RequestDialog } from './RequestDialog.tsx'

/** The crates, with the open one beside them where there is room. */
export function CratesView({ children }: { readonly children: ReactNode }) {
  const { id } = useParams<{ id?: string }>()
  return <ListAndDetail list={<CrateListPage currentId={id ?? null} />} detail={id ? children : null} />
}

function CrateListPage({ currentId }: { readonly currentId: string | null }) {
  const viewer = useViewer()
  const router = useRouter()
  const address = useAddressFilter()
  const filter = readCrateFilter(address.params)
  const query = useCrateList(filter)
  const [picked, setPicked] = useState<ReadonlyMap<string, Crate>>(new Map())
  const [dialog, setDialog] = useState<'register' | 'ask' | null>(null)
  const isFiltered = Object.keys(filter).length > 0
  const hrefOf = (crate: Crate) => address.hrefOf(`/archive/crates/${crate.id}`)
  const mayAskFor = (crate: Crate) => crateActions(viewer, standingOfCrate(crate)).askFor
  const rows = new Map(query.data?.pages.flatMap(({ items }) => items).map((crate) => [crate.id, crate]))
  // What somebody else has taken meanwhile can no longer be asked for.
  const askable = [...picked.values()].map((crate) => rows.get(crate.id) ?? crate).filter(mayAskFor)
  const pick = (ids: ReadonlySet<string>) =>
    setPicked(
      new Map(
        [...ids].flatMap((id) => [rows.get(id) ?? picked.get(id) ?? []].flat().map((row) => [id, row])),
      ),
    )

  return (
    <>
      <Page>
        <PageHeader
          title="Crates"
          actions={
            <>
              {askable.length > 0 && (
                <Button variant="primary" icon={<FileOutput />} onPress={() => setDialog('ask')}>
                  {`Request ${countCrates(askable.length)}`}
                </Button>
              )}
              <Button
                variant={askable.length > 0 ? 'secondary' : 'primary'}
                icon={<Plus />}
                onPress={() => setDialog('register')}
              >
                Register crate
              </Button>
            </>
          }
        />
        <CrateFilterBar filter={filter} onChange={address.change} isNarrow={currentId !== null} />
        <div className="overflow-hidden rounded-lg border border-line">
          <ArchiveList<Crate>
            label="Crates"
            noun="crates"
            listKey={JSON.stringify(filter)}
            query={query}
            columns={crateColumns({ showsUnit: readsAllUnits(viewer) })}
            rowHref={hrefOf}
            rowName={(crate) => crate.number}
            currentId={currentId}
            {...(currentId === null && {
              selected: new Set(askable.map((crate) => crate.id)),
              onSelectedChange: pick,
              isSelectable: mayAskFor,
            })}
            empty={
              isFiltered ? (
                <EmptyState
                  icon={<SearchX />}
                  title="No crate matches"
                  action={
                    <Button onPress={() => address.change({ q: null, status: null, unit: null })}>
                      Show all
                    </Button>
                  }
                >
                  Try other words, or look at all crates.
                </EmptyState>
              ) : (
                <EmptyState
                  icon={<Archive />}
                  title="No crates yet"
                  action={<Button onPress={() => setDialog('register')}>Register the first one</Button>}
                >
                  Register what stands in the archive; then it can be found, asked for and handed over.
                </EmptyState>
              )
            }
          />
        </div>
      </Page>
      {dialog === 'register' && (
        <CrateDialog
          crate={null}
          onClose={() => setDialog(null)}
          onDone={(crate) => router.push(hrefOf(crate))}
        />
      )}
      {dialog === 'ask' && (
        <RequestDialog
          request={null}
          crates={askable}
          onClose={() => setDialog(null)}
          onDone={(request) => {
            setPicked(new Map())
            router.push(`/archive/requests/${request.id}`)
          }}
        />
      )}
    </>
  )
}

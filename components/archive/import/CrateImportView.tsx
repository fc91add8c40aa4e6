'use client'

import { lazyPart } from '@/components/ui/lazyPart'
import { useCrateImport } from '@/hooks/archive/import/useCrateImport.ts'
import { PageCrumb } from '@/components/shell/TopBarSlot'
import { LinkButton } from '@/components/ui/LinkButton'
import { Notice } from '@/components/ui/Notice'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { ListAndDetail } from '../ListAndDetail.tsx'
import { ChooseFile } from './ChooseFile.tsx'
import { ImportLines } from './ImportLines.tsx'

// Wanted once a file is chosen.
const MatchColumns = lazyPart(() => import('./MatchColumns.tsx').then((module) => module.MatchColumns))

/** Crates from a file: choose it, say which column is which, mend what is wrong, register the rest. */
export function CrateImportView() {
  const state = useCrateImport()
  const { file, kept, problem } = state
  return (
    <ListAndDetail
      detail={null}
      detailKey={null}
      list={
        <Page>
          <PageCrumb>Import</PageCrumb>
          <PageHeader
            title="Import crates"
            description={kept ? kept.fileName : (file?.name ?? 'From a CSV file, one crate on each line.')}
            actions={<LinkButton href="/archive/crates">All crates</LinkButton>}
          />
          {problem && (
            <Notice kind="problem" className="mb-4">
              {problem}
            </Notice>
          )}
          {file && <MatchColumns file={file} state={state} />}
          {!file && kept && <ImportLines kept={kept} state={state} />}
          {!file && !kept && <ChooseFile onChoose={(chosen) => void state.choose(chosen)} />}
        </Page>
      }
    />
  )
}

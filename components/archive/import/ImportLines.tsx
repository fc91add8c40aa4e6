'use client'

import { Download } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { SegmentedControl } from '@/components/ui/SegmentedControl'
import { VirtualTable } from '@/components/ui/VirtualTable'
import { isThere, toCsv, type ImportLine } from '@/hooks/archive/import/importLine.ts'
import type { KeptImport } from '@/hooks/archive/import/importStore.ts'
import type { CrateImportState } from '@/hooks/archive/import/useCrateImport.ts'
import { importColumns } from './importColumns.tsx'

type Shown = 'all' | 'refused' | 'valid' | 'done'

const isShown: Readonly<Record<Shown, (line: ImportLine) => boolean>> = {
  all: () => true,
  refused: ({ state }) => state === 'refused',
  valid: ({ state }) => state === 'valid',
  done: isThere,
}

export interface ImportLinesProps {
  readonly kept: KeptImport
  readonly state: CrateImportState
}

/** All lines of a file, with what is wrong about each, to be mended in place and registered. */
export function ImportLines({ kept, state }: ImportLinesProps) {
  const { progress, mend } = state
  const [shown, setShown] = useState<Shown>('all')
  const columns = useMemo(() => importColumns(mend), [mend])
  const lines = useMemo(() => kept.lines.filter(isShown[shown]), [kept.lines, shown])
  const count = (which: Shown) => kept.lines.filter(isShown[which]).length
  const counts = { refused: count('refused'), valid: count('valid'), done: count('done') }
  const existed = kept.lines.filter((line) => line.state === 'exists').length
  const unchecked = kept.lines.length - counts.refused - counts.valid - counts.done
  const ignoreSight = useCallback(() => undefined, [])
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <SegmentedControl<Shown>
          label="Lines"
          segments={[
            { id: 'all', label: 'All', count: kept.lines.length },
            { id: 'refused', label: 'To mend', count: counts.refused },
            { id: 'valid', label: 'Ready', count: counts.valid },
            { id: 'done', label: 'Registered', count: counts.done },
          ]}
          value={shown}
          onChange={setShown}
        />
        <span className="grow" />
        <Button onPress={state.startOver} isDisabled={progress?.kind === 'send'}>
          Another file
        </Button>
        {counts.refused > 0 && (
          <Button
            icon={<Download />}
            onPress={() => download(kept.lines.filter(isShown.refused), kept.fileName)}
          >
            Download those to mend
          </Button>
        )}
        {unchecked > 0 && (
          <Button isPending={progress?.kind === 'check'} onPress={() => void state.check()}>
            {`Check ${unchecked}`}
          </Button>
        )}
        <Button
          variant="primary"
          isDisabled={counts.valid === 0}
          isPending={progress?.kind === 'send'}
          onPress={() => void state.send()}
        >
          {`Register ${counts.valid.toLocaleString('en-GB')}`}
        </Button>
      </div>
      <output className="mb-2 flex min-h-5 items-center gap-2 text-sm text-muted">
        {progress && progress.of > 1 ? (
          <>
            {`${progress.kind === 'check' ? 'Checking' : 'Registering'} ${progress.done} of ${progress.of}`}
            <progress value={progress.done} max={progress.of} className="h-1.5 w-40 accent-accent" />
          </>
        ) : (
          sentenceOf(counts.done - existed, existed, counts.refused)
        )}
      </output>
      {/* Where a table has no room for every word, each line is a card with all of them. */}
      <div className="@container">
        <div className="overflow-clip rounded-lg border border-line">
          <VirtualTable<ImportLine>
            label="Lines of the file"
            cardsBelow={896}
            columns={columns}
            count={lines.length}
            rowAt={(index) => lines[index]}
            rowName={({ line }) => `line ${line}`}
            onSight={ignoreSight}
            empty={<EmptyState title="No such line">Look at all of them.</EmptyState>}
          />
        </div>
      </div>
    </>
  )
}

function sentenceOf(created: number, existed: number, refused: number): string {
  const parts = [
    created > 0 && `${created} registered`,
    existed > 0 && `${existed} were there already`,
    refused > 0 && `${refused} to mend`,
  ].filter((part) => part !== false)
  return parts.join(', ')
}

function download(lines: readonly ImportLine[], fileName: string): void {
  // With a mark, so that spreadsheets know that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', toCsv(lines)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `to-mend-${fileName.replace(/\.[^.]*$/, '')}.csv`
  link.click()
  URL.revokeObjectURL(url)
}

'use client'

import { MapPin, Printer, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { LinkButton } from '@/components/ui/LinkButton'
import { Menu, MenuItem } from '@/components/ui/Menu'
import { useViewer } from '@/hooks/archive/viewer.ts'
import {
  CRATES_PER_REQUEST,
  REQUEST_KINDS,
  type ArchiveRequest,
  type RequestKind,
} from '@/lib/domains/archive/contract/archiveRequest.ts'
import { BULK_MAX, type Crate } from '@/lib/domains/archive/contract/crate.ts'
import { PAGE_MAX } from '@/lib/domains/archive/contract/fields.ts'
import { crateActions, standingOfCrate } from '@/lib/domains/archive/policy.ts'
import { countCrates, kindLabels } from './archiveLooks.ts'
import { RelocateDialog, RequestDialog } from './lazyDialogs.tsx'
import { useKeepClear } from './useKeepClear.ts'

export interface BulkBarProps {
  readonly crates: readonly Crate[]
  readonly onClear: () => void
  readonly onRequested: (request: ArchiveRequest) => void
}

/** What can be done with the crates that are picked. It floats over the end of the list. */
export function BulkBar(props: BulkBarProps) {
  return props.crates.length > 0 && <Bar {...props} />
}

function Bar({ crates, onClear, onRequested }: BulkBarProps) {
  const viewer = useViewer()
  const bar = useRef<HTMLElement>(null)
  useKeepClear(bar)
  const [dialog, setDialog] = useState<'relocate' | RequestKind | null>(null)
  const allowed = crates.map((crate) => ({ crate, can: crateActions(viewer, standingOfCrate(crate)) }))
  const movable = allowed.filter(({ can }) => can.edit).map(({ crate }) => crate)
  const askable = allowed.filter(({ can }) => can.askFor).map(({ crate }) => crate)
  const whyNotAsk = whyNot(askable)
  const labels = crates.slice(0, PAGE_MAX).map(({ id }) => id)
  return (
    <>
      <section
        ref={bar}
        aria-label="Picked crates"
        className="sticky bottom-3 z-30 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg bg-raised px-3 py-2 shadow-overlay"
      >
        <output className="tabular mr-1 text-sm font-medium text-ink">{`${crates.length} picked`}</output>
        <Button
          size="sm"
          icon={<MapPin />}
          isDisabled={movable.length === 0 || movable.length > BULK_MAX}
          onPress={() => setDialog('relocate')}
        >
          {movable.length === crates.length ? 'Relocate' : `Relocate ${movable.length}`}
        </Button>
        <Menu
          label="Request"
          placement="top"
          trigger={
            <Button size="sm" isDisabled={whyNotAsk !== null}>
              {askable.length === crates.length || askable.length === 0
                ? 'Request'
                : `Request ${askable.length}`}
            </Button>
          }
        >
          {REQUEST_KINDS.map((kind) => (
            <MenuItem key={kind} onAction={() => setDialog(kind)}>
              {kindLabels[kind]}
            </MenuItem>
          ))}
        </Menu>
        <LinkButton
          size="sm"
          icon={<Printer />}
          href={`/archive/crates/labels?ids=${labels.join(',')}`}
          prefetch={false}
        >
          {labels.length === crates.length ? 'Labels' : `Labels of ${labels.length}`}
        </LinkButton>
        <IconButton size="sm" label="Let all go" icon={<X />} onPress={onClear} />
        {whyNotAsk && <p className="w-full text-xs text-muted">{whyNotAsk}</p>}
      </section>
      {dialog === 'relocate' && (
        <RelocateDialog crates={movable} onClose={() => setDialog(null)} onDone={onClear} />
      )}
      {dialog !== null && dialog !== 'relocate' && (
        <RequestDialog
          request={null}
          crates={askable}
          kind={dialog}
          onClose={() => setDialog(null)}
          onDone={onRequested}
        />
      )}
    </>
  )
}

/** A sentence where they cannot be asked for together. */
function whyNot(askable: readonly Crate[]): string | null {
  if (askable.length === 0) return 'None of them can be requested: only stored crates of your unit can.'
  if (askable.length > CRATES_PER_REQUEST) {
    return `A request holds at most ${CRATES_PER_REQUEST} crates: ${countCrates(askable.length)} are picked.`
  }
  const units = new Set(askable.map(({ unit }) => unit.id))
  return units.size > 1 ? 'A request is for crates of one unit: pick those of one.' : null
}

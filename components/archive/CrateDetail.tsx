'use client'

import { MoreHorizontal, Pencil, Printer, Trash2, Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { PresenceFaces } from '@/components/shell/PresenceFaces'
import { PageCrumb } from '@/components/shell/TopBarSlot'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { DescriptionList } from '@/components/ui/DescriptionList'
import { IconButton } from '@/components/ui/IconButton'
import { Menu, MenuItem } from '@/components/ui/Menu'
import { notify } from '@/components/ui/notify'
import { PageHeader } from '@/components/ui/PageHeader'
import { Section } from '@/components/ui/Section'
import { StatusBadge } from '@/components/ui/StatusBadge'
import { TextLink } from '@/components/ui/TextLink'
import { Time } from '@/components/ui/Time'
import { useCrate } from '@/hooks/archive/useCrate.ts'
import { useDeleteCrate } from '@/hooks/archive/useCrateActions.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { type RequestKind } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { crateTopic, type Crate } from '@/lib/domains/archive/contract/crate.ts'
import { crateActions, standingOfCrate } from '@/lib/domains/archive/policy.ts'
import { crateLooks, kindLabels } from './archiveLooks.ts'
import { CrateDialog, RequestDialog } from './lazyDialogs.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { CrateHistory } from './CrateHistory.tsx'
import { CrateQr } from './CrateQr.tsx'
import { CrateRequestMenu } from './CrateRequestMenu.tsx'
import { DetailFrame } from './DetailFrame.tsx'
import { EditorsHint } from './EditorsHint.tsx'
import { JustChanged } from './JustChanged.tsx'
import { RelocateCrate } from './RelocateCrate.tsx'
import { retentionWords } from './retentionWords.ts'
import { SavingHint } from './SavingHint.tsx'
import { usePutBack } from './usePutBack.ts'
import { useToday } from './useToday.ts'

/** One crate: what lies in it, where it stands, how long it is kept, who wants it, what became of it. */
export function CrateDetail({ id }: { readonly id: string }) {
  const query = useCrate(id)
  return (
    <DetailFrame query={query} noun="crate" listHref="/archive/crates" listLabel="Crates">
      {(crate) => <CrateSheet crate={crate} saved={query.saved ?? crate} isSaving={query.isSaving} />}
    </DetailFrame>
  )
}

type Opened = 'edit' | 'remove' | RequestKind

interface CrateSheetProps {
  /** As it will be once what one has sent is answered. */
  readonly crate: Crate
  /** As it stands: what one edits. */
  readonly saved: Crate
  readonly isSaving: boolean
}

function CrateSheet({ crate, saved, isSaving }: CrateSheetProps) {
  const router = useRouter()
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  const topic = crateTopic(crate.id)
  return (
    <>
      <PageCrumb>{crate.number}</PageCrumb>
      <PageHeader
        title={crate.number}
        badge={
          <>
            <StatusBadge {...crateLooks[crate.status]} />
            {isSaving && <SavingHint />}
            <JustChanged row={saved} />
            <EditorsHint topic={topic} />
          </>
        }
        description={crate.label}
        actions={
          <>
            <PresenceFaces topic={topic} />
            <CrateButtons crate={saved} onOpen={setOpened} />
          </>
        }
      />
      <div className="grid grid-cols-1 gap-4">
        <Section title="Details">
          <div className="flex flex-wrap items-start justify-between gap-4">
            <CrateFacts crate={crate} saved={saved} />
            <CrateQr id={crate.id} number={crate.number} />
          </div>
        </Section>
        <CrateHistory crateId={crate.id} />
      </div>
      {opened === 'edit' && <CrateDialog crate={saved} onClose={close} />}
      {opened !== null && opened !== 'edit' && opened !== 'remove' && (
        <RequestDialog
          request={null}
          crates={[saved]}
          kind={opened}
          onClose={close}
          onDone={(request) => router.push(`/archive/requests/${request.id}`)}
        />
      )}
      <RemoveCrate crate={saved} isOpen={opened === 'remove'} onClose={close} />
    </>
  )
}

interface CrateButtonsProps {
  readonly crate: Crate
  readonly onOpen: (opened: Opened) => void
}

/** What the viewer can do now; the way forward is the primary button. */
function CrateButtons({ crate, onOpen }: CrateButtonsProps) {
  const actions = crateActions(useViewer(), standingOfCrate(crate))
  const { putBack, isPending } = usePutBack(crate)
  return (
    <>
      {actions.edit && (
        <Button icon={<Pencil />} onPress={() => onOpen('edit')}>
          Edit
        </Button>
      )}
      {actions.putBack && (
        <Button variant="primary" icon={<Undo2 />} isPending={isPending} onPress={putBack}>
          Put back
        </Button>
      )}
      {actions.askFor && <CrateRequestMenu crate={crate} onAsk={onOpen} />}
      <Menu
        label={`More for ${crate.number}`}
        trigger={<IconButton label="More" icon={<MoreHorizontal />} />}
      >
        <MenuItem icon={<Printer />} href={`/archive/crates/labels?ids=${crate.id}`}>
          Print label
        </MenuItem>
        {actions.remove && (
          <MenuItem icon={<Trash2 />} isDangerous onAction={() => onOpen('remove')}>
            Remove from the archive
          </MenuItem>
        )}
      </Menu>
    </>
  )
}

interface RemoveCrateProps {
  readonly crate: Crate
  readonly isOpen: boolean
  readonly onClose: () => void
}

function RemoveCrate({ crate, isOpen, onClose }: RemoveCrateProps) {
  const router = useRouter()
  const remove = useDeleteCrate(crate.id, () => {
    notify.done(`${crate.number} removed`)
    router.replace('/archive/crates')
  })
  return (
    <RemoveDialog number={crate.number} isOpen={isOpen} onClose={onClose} remove={remove}>
      It disappears from the archive for everybody. Only a crate that nobody ever asked for can be removed.
    </RemoveDialog>
  )
}

function CrateFacts({ crate, saved }: { readonly crate: Crate; readonly saved: Crate }) {
  const actions = crateActions(useViewer(), standingOfCrate(saved))
  const retention = retentionWords(crate, useToday())
  const { open_request: request, retention_rule: rule } = crate
  const facts = [
    {
      term: 'Contents',
      value: crate.contents === '' ? null : <span className="whitespace-pre-wrap">{crate.contents}</span>,
    },
    {
      term: 'Location',
      value: (
        <span className="flex flex-wrap items-center gap-x-2">
          {crate.location}
          {actions.edit && <RelocateCrate crate={saved} />}
        </span>
      ),
    },
    { term: 'Unit', value: crate.unit.name },
    {
      term: 'Retention',
      value: (
        <>
          {retention.isOver ? <Badge tone="amber">{retention.text}</Badge> : retention.text}
          {rule && <span className="block text-sm text-muted">{rule.name}</span>}
        </>
      ),
    },
    ...(request
      ? [
          {
            term: 'Held by',
            value: (
              <>
                <TextLink href={`/archive/requests/${request.id}`}>{request.number}</TextLink>
                <span className="text-muted">, {kindLabels[request.kind].toLowerCase()}</span>
              </>
            ),
          },
        ]
      : []),
    { term: 'Registered', value: <Time at={crate.created_at} format="day" /> },
    { term: 'Last changed', value: <Time at={crate.updated_at} /> },
  ]
  return <DescriptionList facts={facts} className="min-w-0 grow basis-72" />
}

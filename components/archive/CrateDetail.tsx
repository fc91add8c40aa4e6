'use client'

import { FileOutput, MoreHorizontal, Pencil, Trash2, Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { PresenceFaces } from '@/components/shell/PresenceFaces'
import { PageCrumb } from '@/components/shell/TopBarSlot'
import { Button } from '@/components/ui/Button'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
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
import { useDeleteCrate, useUpdateCrate } from '@/hooks/archive/useCrateActions.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { crateTopic, type Crate } from '@/lib/domains/archive/contract.ts'
import { crateActions, standingOfCrate } from '@/lib/domains/archive/policy.ts'
import { crateLooks, kindLabels } from './archiveLooks.ts'
import { CrateDialog } from './CrateDialog.tsx'
import { CrateHistory } from './CrateHistory.tsx'
import { DetailFrame } from './DetailFrame.tsx'
import { EditorsHint } from './EditorsHint.tsx'
import { JustChanged } from './JustChanged.tsx'
import { RequestDialog } from './RequestDialog.tsx'

/** One crate: where it stands, who wants it, what became of it. */
export function CrateDetail({ id }: { readonly id: string }) {
  return (
    <DetailFrame query={useCrate(id)} noun="crate" listHref="/archive/crates" listLabel="Crates">
      {(crate) => <CrateSheet crate={crate} />}
    </DetailFrame>
  )
}

function CrateSheet({ crate }: { readonly crate: Crate }) {
  const router = useRouter()
  const viewer = useViewer()
  const actions = crateActions(viewer, standingOfCrate(crate))
  const [dialog, setDialog] = useState<'edit' | 'ask' | 'remove' | null>(null)
  const close = () => setDialog(null)
  const putBack = useUpdateCrate(crate.id, ({ number }) => notify.done(`${number} is back in the archive`))
  const remove = useDeleteCrate(crate.id, () => {
    notify.done(`${crate.number} removed`)
    router.replace('/archive/crates')
  })
  return (
    <>
      <PageCrumb>{crate.number}</PageCrumb>
      <PageHeader
        title={crate.number}
        badge={
          <>
            <StatusBadge {...crateLooks[crate.status]} />
            <JustChanged row={crate} />
            <EditorsHint topic={crateTopic(crate.id)} />
          </>
        }
        description={crate.label}
        actions={
          <>
            <PresenceFaces topic={crateTopic(crate.id)} />
            {actions.edit && (
              <Button icon={<Pencil />} onPress={() => setDialog('edit')}>
                Edit
              </Button>
            )}
            {actions.putBack && (
              <Button
                variant="primary"
                icon={<Undo2 />}
                isPending={putBack.isPending}
                onPress={() =>
                  putBack.mutate(
                    { version: crate.version, status: 'stored' },
                    { onError: (error) => notify.problem(`${crate.number} was not put back`, error.message) },
                  )
                }
              >
                Put back
              </Button>
            )}
            {actions.askFor && (
              <Button variant="primary" icon={<FileOutput />} onPress={() => setDialog('ask')}>
                Request
              </Button>
            )}
            {actions.remove && (
              <Menu
                label={`More for ${crate.number}`}
                trigger={<IconButton label="More" icon={<MoreHorizontal />} />}
              >
                <MenuItem icon={<Trash2 />} isDangerous onAction={() => setDialog('remove')}>
                  Remove from the archive
                </MenuItem>
              </Menu>
            )}
          </>
        }
      />
      <div className="grid grid-cols-1 gap-4">
        <Section title="Details">
          <DescriptionList facts={factsOf(crate)} />
        </Section>
        <CrateHistory crateId={crate.id} />
      </div>
      {dialog === 'edit' && <CrateDialog crate={crate} onClose={close} />}
      {dialog === 'ask' && (
        <RequestDialog
          request={null}
          crates={[crate]}
          onClose={close}
          onDone={(request) => router.push(`/archive/requests/${request.id}`)}
        />
      )}
      <ConfirmDialog
        isOpen={dialog === 'remove'}
        onClose={close}
        title={`Remove ${crate.number}?`}
        confirmLabel="Remove"
        isDangerous
        isPending={remove.isPending}
        onConfirm={() =>
          remove.mutate(undefined, {
            onError: (error) => {
              close()
              notify.problem(`${crate.number} was not removed`, error.message)
            },
          })
        }
      >
        It disappears from the archive for everybody. Only a crate that nobody ever asked for can be removed.
      </ConfirmDialog>
    </>
  )
}

function factsOf(crate: Crate) {
  const { open_request: request } = crate
  return [
    { term: 'Contents', value: crate.label },
    { term: 'Location', value: crate.location },
    { term: 'Unit', value: crate.unit.name },
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
}

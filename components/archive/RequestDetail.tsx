'use client'

import { MoreHorizontal, Pencil, Trash2, XCircle } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { PresenceFaces } from '@/components/shell/PresenceFaces'
import { PageCrumb } from '@/components/shell/TopBarSlot'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { DescriptionList } from '@/components/ui/DescriptionList'
import { IconButton } from '@/components/ui/IconButton'
import { Menu, MenuItem } from '@/components/ui/Menu'
import { notify } from '@/components/ui/notify'
import { PageHeader } from '@/components/ui/PageHeader'
import { Section } from '@/components/ui/Section'
import { StatusBadge } from '@/components/ui/StatusBadge'
import { Time } from '@/components/ui/Time'
import { useRequest } from '@/hooks/archive/useRequest.ts'
import { useDeleteRequest } from '@/hooks/archive/useRequestActions.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { requestTopic, type ArchiveRequest, type Decision } from '@/lib/domains/archive/contract.ts'
import { requestActions, standingOfRequest } from '@/lib/domains/archive/policy.ts'
import { countCrates, kindLabels, requestLook } from './archiveLooks.ts'
import { DecisionDialog } from './DecisionDialog.tsx'
import { decisionWords } from './decisionWords.ts'
import { DetailFrame } from './DetailFrame.tsx'
import { EditorsHint } from './EditorsHint.tsx'
import { JustChanged } from './JustChanged.tsx'
import { NextStep } from './NextStep.tsx'
import { RequestCrates } from './RequestCrates.tsx'
import { UnitsOf } from './requestColumns.tsx'
import { RequestDialog } from './RequestDialog.tsx'
import { RequestTimeline } from './RequestTimeline.tsx'

/** One request: what is asked, where it stands, what one can do about it. */
export function RequestDetail({ id }: { readonly id: string }) {
  return (
    <DetailFrame query={useRequest(id)} noun="request" listHref="/archive/requests" listLabel="Requests">
      {(request) => <RequestSheet request={request} />}
    </DetailFrame>
  )
}

type Opened = Decision | 'edit' | 'remove'

function RequestSheet({ request }: { readonly request: ArchiveRequest }) {
  const router = useRouter()
  const actions = requestActions(useViewer(), standingOfRequest(request))
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  const remove = useDeleteRequest(request.id, () => {
    notify.done(`${request.number} removed`)
    router.replace('/archive/requests')
  })
  return (
    <>
      <PageCrumb>{request.number}</PageCrumb>
      <PageHeader
        title={request.number}
        badge={
          <>
            <StatusBadge {...requestLook(request)} />
            <Badge>{kindLabels[request.kind]}</Badge>
            <JustChanged row={request} />
            <EditorsHint topic={requestTopic(request.id)} />
          </>
        }
        actions={
          <>
            <PresenceFaces topic={requestTopic(request.id)} />
            <RequestButtons request={request} actions={actions} onOpen={setOpened} />
          </>
        }
      />
      <NextStep request={request} />
      <div className="grid grid-cols-1 items-start gap-4 2xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid grid-cols-1 gap-4">
          <Section title="Details">
            <DescriptionList facts={factsOf(request)} />
          </Section>
          <Section title={countCrates(request.crates.length)} flush>
            <RequestCrates request={request} />
          </Section>
        </div>
        <Section title="What happened">
          <RequestTimeline request={request} />
        </Section>
      </div>
      {opened === 'edit' && <RequestDialog request={request} crates={[]} onClose={close} />}
      {opened !== null && opened !== 'edit' && opened !== 'remove' && (
        <DecisionDialog
          key={opened}
          request={request}
          decision={opened}
          isPossible={actions.can(opened)}
          onClose={close}
        />
      )}
      <ConfirmDialog
        isOpen={opened === 'remove'}
        onClose={close}
        title={`Remove ${request.number}?`}
        confirmLabel="Remove"
        isDangerous
        isPending={remove.isPending}
        onConfirm={() =>
          remove.mutate(undefined, {
            onError: (error) => {
              close()
              notify.problem(`${request.number} was not removed`, error.message)
            },
          })
        }
      >
        It disappears for everybody, and its crates are free again.
      </ConfirmDialog>
    </>
  )
}

interface RequestButtonsProps {
  readonly request: ArchiveRequest
  readonly actions: ReturnType<typeof requestActions>
  readonly onOpen: (opened: Opened) => void
}

/** What the viewer can do now; the way forward is the primary button. */
function RequestButtons({ request, actions, onOpen }: RequestButtonsProps) {
  const label = (decision: Decision) => decisionWords(request, decision).action
  const hasMenu = actions.can('cancel') || actions.remove
  return (
    <>
      {actions.edit && (
        <Button icon={<Pencil />} onPress={() => onOpen('edit')}>
          Edit
        </Button>
      )}
      {(['reject', 'send-back'] as const).map(
        (decision) =>
          actions.can(decision) && (
            <Button key={decision} onPress={() => onOpen(decision)}>
              {label(decision)}
            </Button>
          ),
      )}
      {(['approve', 'resubmit'] as const).map(
        (decision) =>
          actions.can(decision) && (
            <Button key={decision} variant="primary" onPress={() => onOpen(decision)}>
              {label(decision)}
            </Button>
          ),
      )}
      {hasMenu && (
        <Menu
          label={`More for ${request.number}`}
          trigger={<IconButton label="More" icon={<MoreHorizontal />} />}
        >
          {actions.can('cancel') && (
            <MenuItem icon={<XCircle />} onAction={() => onOpen('cancel')}>
              {label('cancel')}
            </MenuItem>
          )}
          {actions.remove && (
            <MenuItem icon={<Trash2 />} isDangerous onAction={() => onOpen('remove')}>
              Remove request
            </MenuItem>
          )}
        </Menu>
      )}
    </>
  )
}

function factsOf(request: ArchiveRequest) {
  return [
    { term: 'Reason', value: <span className="whitespace-pre-wrap">{request.reason}</span> },
    { term: request.to_unit ? 'From, to' : 'Unit', value: <UnitsOf request={request} /> },
    { term: 'Asked by', value: request.created_by.name },
    { term: 'Asked', value: <Time at={request.created_at} format="exact" /> },
    { term: 'Last changed', value: <Time at={request.updated_at} /> },
  ]
}

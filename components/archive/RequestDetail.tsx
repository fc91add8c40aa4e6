'use client'

import { MoreHorizontal, Pencil, Printer, Trash2, XCircle } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { PresenceFaces } from '@/components/shell/PresenceFaces'
import { PageCrumb } from '@/components/shell/TopBarSlot'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { DescriptionList } from '@/components/ui/DescriptionList'
import { formatDay } from '@/components/ui/formatTime'
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
import { dateOf } from '@/lib/domains/archive/calendarDay.ts'
import {
  requestTopic,
  type ArchiveRequest,
  type Decision,
} from '@/lib/domains/archive/contract/archiveRequest.ts'
import { requestActions, standingOfRequest } from '@/lib/domains/archive/policy.ts'
import { countCrates, kindLabels, requestLook } from './archiveLooks.ts'
import { DecisionDialog, RequestDialog } from './lazyDialogs.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { decisionWords } from './decisionWords.ts'
import { DetailFrame } from './DetailFrame.tsx'
import { dueWords } from './dueWords.ts'
import { EditorsHint } from './EditorsHint.tsx'
import { JustChanged } from './JustChanged.tsx'
import { NextStep } from './NextStep.tsx'
import { RequestActivity } from './RequestActivity.tsx'
import { RequestAttachments } from './RequestAttachments.tsx'
import { RequestCrates } from './RequestCrates.tsx'
import { UnitsOf } from './requestColumns.tsx'
import { RequestSlip } from './RequestSlip.tsx'
import { SavingHint } from './SavingHint.tsx'
import { useToday } from './useToday.ts'

/** One request: what is asked, where it stands, what was said, what one can do about it. */
export function RequestDetail({ id }: { readonly id: string }) {
  const query = useRequest(id)
  return (
    <DetailFrame query={query} noun="request" listHref="/archive/requests" listLabel="Requests">
      {(request) => (
        <RequestSheet request={request} saved={query.saved ?? request} isSaving={query.isSaving} />
      )}
    </DetailFrame>
  )
}

type Opened = Decision | 'edit' | 'remove'

interface RequestSheetProps {
  /** As it will be once what one has sent is answered. */
  readonly request: ArchiveRequest
  /** As it stands: what one edits and decides on. */
  readonly saved: ArchiveRequest
  readonly isSaving: boolean
}

function RequestSheet({ request, saved, isSaving }: RequestSheetProps) {
  const actions = requestActions(useViewer(), standingOfRequest(saved))
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  const topic = requestTopic(request.id)
  return (
    <>
      <PageCrumb>{request.number}</PageCrumb>
      <PageHeader
        title={request.number}
        badge={
          <>
            <StatusBadge {...requestLook(request)} />
            <Badge>{kindLabels[request.kind]}</Badge>
            <DueBadge request={request} />
            {isSaving && <SavingHint />}
            <JustChanged row={saved} />
            <EditorsHint topic={topic} />
          </>
        }
        actions={
          <>
            <PresenceFaces topic={topic} />
            <RequestButtons request={request} actions={actions} isSaving={isSaving} onOpen={setOpened} />
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
            <RequestCrates request={saved} />
          </Section>
          <RequestAttachments request={saved} />
        </div>
        <RequestActivity request={saved} />
      </div>
      <RequestSlip request={saved} />
      {opened === 'edit' && <RequestDialog request={saved} crates={[]} onClose={close} />}
      {opened !== null && opened !== 'edit' && opened !== 'remove' && (
        <DecisionDialog
          key={opened}
          request={saved}
          decision={opened}
          isPossible={actions.can(opened)}
          onClose={close}
        />
      )}
      <RemoveRequest request={saved} isOpen={opened === 'remove'} onClose={close} />
    </>
  )
}

/** "Due in 3 days", "2 days overdue"; with a clock, since colour alone says nothing. */
function DueBadge({ request }: { readonly request: ArchiveRequest }) {
  const due = dueWords(request, useToday())
  if (due === null) return null
  return (
    <StatusBadge
      tone={due.isOverdue ? 'red' : due.isSoon ? 'amber' : 'grey'}
      shape="clock"
      label={due.text}
    />
  )
}

interface RemoveRequestProps {
  readonly request: ArchiveRequest
  readonly isOpen: boolean
  readonly onClose: () => void
}

function RemoveRequest({ request, isOpen, onClose }: RemoveRequestProps) {
  const router = useRouter()
  const remove = useDeleteRequest(request.id, () => {
    notify.done(`${request.number} removed`)
    router.replace('/archive/requests')
  })
  return (
    <RemoveDialog number={request.number} isOpen={isOpen} onClose={onClose} remove={remove}>
      It disappears for everybody, and its crates are free again.
    </RemoveDialog>
  )
}

interface RequestButtonsProps {
  readonly request: ArchiveRequest
  readonly actions: ReturnType<typeof requestActions>
  /** Something was sent already: nothing else is decided on top of it. */
  readonly isSaving: boolean
  readonly onOpen: (opened: Opened) => void
}

/** What the viewer can do now; the way forward is the primary button. */
function RequestButtons({ request, actions, isSaving, onOpen }: RequestButtonsProps) {
  const label = (decision: Decision) => decisionWords(request, decision).action
  const can = (decision: Decision) => !isSaving && actions.can(decision)
  return (
    <>
      {actions.edit && !isSaving && (
        <Button icon={<Pencil />} onPress={() => onOpen('edit')}>
          Edit
        </Button>
      )}
      {(['reject', 'send-back'] as const).map(
        (decision) =>
          can(decision) && (
            <Button key={decision} onPress={() => onOpen(decision)}>
              {label(decision)}
            </Button>
          ),
      )}
      {(['approve', 'resubmit', 'return'] as const).map(
        (decision) =>
          can(decision) && (
            <Button key={decision} variant="primary" onPress={() => onOpen(decision)}>
              {label(decision)}
            </Button>
          ),
      )}
      <Menu
        label={`More for ${request.number}`}
        trigger={<IconButton label="More" icon={<MoreHorizontal />} />}
      >
        <MenuItem icon={<Printer />} onAction={() => window.print()}>
          Print hand-out slip
        </MenuItem>
        {can('cancel') && (
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
    </>
  )
}

function factsOf(request: ArchiveRequest) {
  return [
    { term: 'Reason', value: <span className="whitespace-pre-wrap">{request.reason}</span> },
    { term: request.to_unit ? 'From, to' : 'Unit', value: <UnitsOf request={request} /> },
    ...(request.kind === 'withdrawal' && request.due_on
      ? [{ term: 'Back by', value: formatDay(dateOf(request.due_on), 'UTC') }]
      : []),
    { term: 'Asked by', value: request.created_by.name },
    { term: 'Asked', value: <Time at={request.created_at} format="exact" /> },
    { term: 'Last changed', value: <Time at={request.updated_at} /> },
  ]
}

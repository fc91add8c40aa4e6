'use client'

import { Send, SquarePen } from 'lucide-react'
import { useState } from 'react'
import { roleLabel } from '@/components/shell/roleLabel'
import { PageCrumb } from '@/components/shell/TopBarSlot'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { LinkButton } from '@/components/ui/LinkButton'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { StatusBadge } from '@/components/ui/StatusBadge'
import { Time } from '@/components/ui/Time'
import { useUnits } from '@/hooks/archive/useUnits.ts'
import { useSentNotifications } from '@/hooks/notifications/useSentNotifications.ts'
import type { UnitItem } from '@/lib/domains/identity/contract.ts'
import type { SendAudience, SentNotification } from '@/lib/domains/notifications/contract.ts'
import { severityLook } from './notificationLooks'
import { ReceiptList } from './ReceiptList'

/** What one has sent, and who has acknowledged it, as it happens. */
export function SentView() {
  const { data, error, refetch } = useSentNotifications()
  const units = useUnits()
  return (
    <Page width="reading">
      <PageCrumb>Sent</PageCrumb>
      <PageHeader
        title="Sent notifications"
        description="What you have sent, and who has seen it."
        actions={
          <LinkButton href="/notifications/compose" variant="primary" icon={<SquarePen aria-hidden="true" />}>
            Write
          </LinkButton>
        }
      />
      <div className="overflow-hidden rounded-lg border border-line">
        {data === undefined && error === null && <SkeletonRows rows={4} label="Loading what you have sent" />}
        {data === undefined && error !== null && (
          <ErrorState errorId={error.requestId ?? undefined} onRetry={() => void refetch()}>
            {error.message}
          </ErrorState>
        )}
        {data?.items.length === 0 && (
          <EmptyState icon={<Send />} title="Nothing sent yet">
            What you write to people, roles, units or everyone is listed here.
          </EmptyState>
        )}
        {data && data.items.length > 0 && (
          <ul>
            {data.items.map((sent) => (
              <SentRow key={sent.id} sent={sent} units={units} />
            ))}
          </ul>
        )}
      </div>
    </Page>
  )
}

function SentRow({ sent, units }: { readonly sent: SentNotification; readonly units: readonly UnitItem[] }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <li className="border-b border-line px-4 py-3 last:border-b-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-ink">
        <StatusBadge {...severityLook[sent.severity]} />
        <span className="break-words">{sent.title}</span>
      </p>
      <p className="mt-0.5 text-sm break-words whitespace-pre-line text-muted">{sent.message}</p>
      <p className="mt-0.5 text-xs text-subtle">
        {audienceWords(sent.audience, units)},{' '}
        {sent.recipients === 1 ? 'one person' : `${sent.recipients} people`}
        {' · '}
        <Time at={sent.created_at} />
        {sent.expires_at !== null && (
          <>
            {' · shown until '}
            <Time at={sent.expires_at} format="exact" />
          </>
        )}
      </p>
      {sent.requires_ack && (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <p className="tabular text-sm text-ink">
            {`${sent.acknowledged} of ${sent.recipients} have acknowledged it`}
          </p>
          <Button size="sm" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide who' : 'Show who'}
          </Button>
        </div>
      )}
      {isOpen && <ReceiptList sendId={sent.id} />}
    </li>
  )
}

function audienceWords(audience: SendAudience, units: readonly UnitItem[]): string {
  const unitName = (id: string) => units.find((unit) => unit.id === id)?.name ?? 'a unit'
  if ('user_ids' in audience) return 'By name'
  if ('role' in audience) {
    const of = audience.unit_id ? ` in ${unitName(audience.unit_id)}` : ''
    return `${roleLabel[audience.role]}${of}`
  }
  return 'unit_id' in audience ? unitName(audience.unit_id) : 'Everyone'
}

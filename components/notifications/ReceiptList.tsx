'use client'

import { Avatar } from '@/components/ui/Avatar'
import { Skeleton } from '@/components/ui/Skeleton'
import { Time } from '@/components/ui/Time'
import { useReceipts } from '@/hooks/notifications/useReceipts.ts'

/** Who has acknowledged it, when and on which device; and who has not yet. */
export function ReceiptList({ sendId }: { readonly sendId: string }) {
  const { data, error } = useReceipts(sendId)
  if (error) return <p className="mt-2 text-sm text-red-text">{error.message}</p>
  if (!data) return <Skeleton className="mt-2 h-12 w-full" />
  const { acknowledged, waiting, waiting_count: missing } = data
  const unnamed = missing - waiting.length
  return (
    <div className="mt-2 grid gap-2 text-sm">
      <ul aria-label="Have acknowledged it" className="grid gap-1">
        {acknowledged.map(({ user, at, device }) => (
          <li key={user.id} className="flex flex-wrap items-center gap-x-2">
            <Avatar id={user.id} name={user.name} isDecorative />
            <span className="font-medium text-ink">{user.name}</span>
            <Time at={at} className="text-muted" />
            {device !== null && <span className="text-muted">on {device}</span>}
          </li>
        ))}
      </ul>
      {missing > 0 && (
        <p className="text-muted">
          {`Not yet: ${waiting.map(({ name }) => name).join(', ')}${unnamed > 0 ? ` and ${unnamed} more` : ''}`}
        </p>
      )}
    </div>
  )
}

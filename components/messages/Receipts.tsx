'use client'

import { Check, CheckCheck } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Time } from '@/components/ui/Time'
import { Tooltip } from '@/components/ui/Tooltip'
import type { Receipt } from '@/hooks/messages/receiptOf.ts'

const NAMED = 12

/** How far a message of one's own has come; who has read it, and when, on hover and focus. */
export function Receipts({ receipt }: { readonly receipt: Receipt }) {
  const { state, readBy, deliveredTo, others } = receipt
  const isGroup = others > 1
  const words = isGroup && readBy.length > 0 ? `Read by ${readBy.length} of ${others}` : WORDS[state]
  const Icon = state === 'sent' ? Check : CheckCheck
  return (
    <Tooltip
      placement="top"
      content={
        readBy.length + deliveredTo.length === 0 ? (
          'Sent; it has reached nobody yet.'
        ) : (
          <span className="grid gap-0.5">
            {readBy.slice(0, NAMED).map(({ user, read_at: at }) => (
              <span key={user.id}>
                {user.name} read it
                {at && (
                  <>
                    {' '}
                    by <Time at={at} format="exact" />
                  </>
                )}
              </span>
            ))}
            {deliveredTo.slice(0, NAMED).map(({ user }) => (
              <span key={user.id}>{user.name}: delivered</span>
            ))}
          </span>
        )
      }
    >
      <AriaButton className="inline-flex items-center gap-1 rounded-sm text-xs text-muted">
        <Icon
          aria-hidden="true"
          className={`size-3.5 ${state === 'read' ? 'text-accent-text' : 'text-subtle'}`}
        />
        {words}
      </AriaButton>
    </Tooltip>
  )
}

const WORDS = { sent: 'Sent', delivered: 'Delivered', read: 'Read' } as const

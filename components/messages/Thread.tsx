'use client'

import { ArrowDown } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { useSiteTimeZone } from '@/components/ui/SiteTime'
import type { Chat, ChatLine } from '@/hooks/messages/useChat.ts'
import { useChatTools } from './ChatContext'
import { ThreadLine } from './ThreadLine'
import { threadRows, type ThreadRow } from './threadRows'
import { useThreadScroll } from './useThreadScroll'

export interface ThreadProps {
  readonly chat: Chat
  /** Number of the message that is looked for; null: the end. */
  readonly target: number | null
}

/** The lines of a conversation, those in sight. What came below them is counted on a button that leads to the end. */
export function Thread({ chat, target }: ThreadProps) {
  const { viewerId } = useChatTools()
  const timeZone = useSiteTimeZone()
  const [openedAt] = useState(() => chat.conversation?.read ?? null)
  const { messages = NONE, hasNewer, read, loadNewer, loadOlder, conversation } = chat
  const rows = useMemo(
    () => threadRows(messages, { timeZone, viewerId, unreadAfter: openedAt }),
    [messages, timeZone, viewerId, openedAt],
  )
  const { pane, range, above, below, isAtEnd, look, toEnd } = useThreadScroll({
    rows,
    hasNewer,
    target,
    loadNewer,
    loadOlder,
  })
  const last = lastNumber(messages)
  const [seen, setSeen] = useState(0)
  if (isAtEnd && !hasNewer && last > seen) setSeen(last)
  const lastOwn = messages.findLast((line) => line.kind === 'message' && line.receipt !== null)
  const fresh = Math.max(0, Math.max(last, conversation?.last_number ?? 0) - Math.max(seen, openedAt ?? 0))

  useEffect(() => {
    if (isAtEnd && !hasNewer && last > 0) read(last)
  }, [isAtEnd, hasNewer, last, read])

  const goToEnd = async () => {
    if (hasNewer) await chat.jump(null)
    toEnd()
  }
  return (
    <div className="relative min-h-0 grow">
      <div
        ref={pane}
        onScroll={look}
        role="log"
        aria-label="Messages"
        // What is loaded while one looks back is no news.
        aria-live={isAtEnd ? 'polite' : 'off'}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is scrolled by keys
        tabIndex={0}
        className="absolute inset-0 overflow-y-auto overscroll-contain -outline-offset-2! [overflow-anchor:none]"
      >
        <div className="flex min-h-full flex-col justify-end pb-3">
          {messages.length === 0 && chat.messages && (
            <p className="px-4 py-8 text-center text-muted">Nothing was said yet. Write the first message.</p>
          )}
          <div style={{ paddingTop: above, paddingBottom: below }}>
            {rows.slice(range.from, range.to).map((row) => (
              <ThreadLine
                key={row.key}
                row={row}
                showsReceipt={row.kind === 'line' && row.line === lastOwn}
                isTarget={isNumber(row, target)}
              />
            ))}
          </div>
        </div>
      </div>
      {chat.loading === 'older' && above < 100 && (
        <p className="pointer-events-none absolute inset-x-0 top-1 text-center text-sm text-muted">
          Loading…
        </p>
      )}
      {(!isAtEnd || hasNewer) && <ToEnd fresh={fresh} onPress={() => void goToEnd()} />}
    </div>
  )
}

const NONE: readonly ChatLine[] = []

function lastNumber(messages: readonly ChatLine[]): number {
  const last = messages.findLast((line) => line.kind === 'message')
  return last?.kind === 'message' ? last.message.number : 0
}

function isNumber(row: ThreadRow, number: number | null): boolean {
  return row.kind === 'line' && row.line.kind === 'message' && row.line.message.number === number
}

function ToEnd({ fresh, onPress }: { readonly fresh: number; readonly onPress: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-2 flex justify-center">
      <Button
        size="sm"
        variant={fresh > 0 ? 'primary' : 'secondary'}
        icon={<ArrowDown />}
        onPress={onPress}
        className="pointer-events-auto rounded-full! shadow-overlay"
      >
        {fresh > 0 ? `${fresh} new` : 'To the end'}
      </Button>
    </div>
  )
}

import { memo } from 'react'
import { Time } from '@/components/ui/Time'
import { MessageLine, NoteLine } from './MessageLine'
import { OutgoingLine } from './OutgoingLine'
import type { ThreadRow } from './threadRows'

export interface ThreadLineProps {
  readonly row: ThreadRow
  readonly showsReceipt: boolean
  /** Somebody followed a link to it. */
  readonly isTarget: boolean
}

/** One row of a thread, in a box that holds its margins, too: its height is what it takes. */
export const ThreadLine = memo(function ThreadLine({ row, showsReceipt, isTarget }: ThreadLineProps) {
  const number = row.kind === 'line' && row.line.kind === 'message' ? row.line.message.number : undefined
  return (
    <div data-key={row.key} data-number={number} className="flow-root">
      <Content {...{ row, showsReceipt, isTarget }} />
    </div>
  )
})

function Content({ row, showsReceipt, isTarget }: ThreadLineProps) {
  if (row.kind === 'day') {
    return (
      <div className="mt-4 flex items-center gap-3 px-4 text-xs font-medium text-muted">
        <span className="h-px grow bg-line" />
        <Time at={row.at} format="day" />
        <span className="h-px grow bg-line" />
      </div>
    )
  }
  if (row.kind === 'unread') {
    return (
      <div className="mt-3 flex items-center gap-3 px-4 text-xs font-semibold text-red-text">
        <span className="h-px grow bg-red-line" />
        New
      </div>
    )
  }
  const { line, isFirst } = row
  if (line.kind === 'outgoing') return <OutgoingLine outgoing={line.outgoing} isFirst={isFirst} />
  const { message, receipt } = line
  return message.note === null ? (
    <MessageLine {...{ message, receipt, isFirst, showsReceipt, isTarget }} />
  ) : (
    <NoteLine message={message} />
  )
}

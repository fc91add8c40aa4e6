'use client'

import { CircleAlert, Clock } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { useViewer } from '@/hooks/archive/viewer.ts'
import type { Outgoing } from '@/hooks/messages/queue/outgoing.ts'
import { useConnectionStatus } from '@/hooks/useConnectionStatus.ts'
import { Attachments } from './Attachments'
import { useChatTools } from './ChatContext'
import { LineFrame } from './MessageLine'
import { MessageText } from './MessageText'

export interface OutgoingLineProps {
  readonly outgoing: Outgoing
  readonly isFirst: boolean
}

/** A message of one's own that is not there yet: under way, waiting for the server, or refused. */
export function OutgoingLine({ outgoing, isFirst }: OutgoingLineProps) {
  const { onRetry, onDiscard, nameOf } = useChatTools()
  const { userId, name } = useViewer()
  const { state: connection } = useConnectionStatus()
  const { id, content, mentions, attachments, state, problem, writtenAt, isKept } = outgoing
  const isConnected = connection === 'live' || connection === 'polling'
  const isAway = state === 'waiting' && (problem !== null || !isConnected)
  return (
    <LineFrame sender={{ id: userId, name }} isOwn at={writtenAt} isFirst={isFirst}>
      <div className={state === 'failed' || state === 'sent' ? '' : 'opacity-70'}>
        {content !== '' && (
          <MessageText text={content} mentioned={mentions.flatMap((each) => nameOf(each) ?? [])} />
        )}
        <Attachments files={attachments} />
      </div>
      {state === 'failed' ? (
        <div role="alert" className="flex flex-wrap items-center gap-2 text-sm text-red-text">
          <CircleAlert aria-hidden="true" className="size-3.5" />
          <span>Not sent: {problem}</span>
          <Button size="sm" onPress={() => onRetry(id)}>
            Try again
          </Button>
          <Button size="sm" variant="quiet" onPress={() => onDiscard(id)}>
            Discard
          </Button>
        </div>
      ) : (
        <p className="flex items-center gap-1 text-xs text-muted">
          <Clock aria-hidden="true" className="size-3" />
          {isAway ? (isKept ? WAITS : WAITS_HERE) : 'Sending…'}
        </p>
      )}
    </LineFrame>
  )
}

const WAITS = 'Waits for the connection. It is kept in this browser, and sent when you are back.'
const WAITS_HERE =
  'Waits for the connection, and is sent when you are back. Keep this page open: this browser cannot keep it here without https.'

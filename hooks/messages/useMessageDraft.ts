import { useEffect, useMemo, useRef, useState } from 'react'
import type { DraftList } from '@/lib/domains/messages/contract.ts'
import { messagesKeys } from '@/lib/domains/messages/contract/messagesKeys.ts'
import { userTopic } from '@/lib/realtime/protocol/topic.ts'
import { apiFetch } from '../apiFetch.ts'
import { useRealtime } from '../RealtimeContext.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { browserQueue } from './queue/browserQueue.ts'
import { createSealedDraft } from './queue/createSealedDraft.ts'

/** A draft is kept on the server once typing has rested for so long, in ms. */
const REST_MS = 1_500

/**
 * What one has begun to write in a conversation: sealed in this browser at once (where it can seal), on the server and so on
 * one's other devices after a pause, or when the page is left.
 */
export function useMessageDraft(conversationId: string) {
  const { userId } = useRealtime()
  const own = useMemo(
    () => createSealedDraft(browserQueue(userId)?.store ?? null, conversationId),
    [userId, conversationId],
  )
  const [content, setContent] = useState('')
  const [isOwnRead, setOwnRead] = useState(false)
  const hasTyped = useRef(false)
  const keeper = useServerDraft(conversationId)
  const { data } = useLiveQuery<DraftList>({
    key: messagesKeys.drafts,
    topics: [userTopic(userId)],
    fetch: ({ signal }) => apiFetch('/api/messages/drafts', { signal }),
  })
  const kept = data?.items.find((each) => each.conversation_id === conversationId)?.content

  useEffect(() => {
    let isOver = false
    void own.read().then((words) => {
      if (isOver) return
      if (!hasTyped.current) setContent(words)
      setOwnRead(true)
    })
    return () => {
      isOver = true
    }
  }, [own])
  useEffect(() => {
    if (kept !== undefined && isOwnRead && !hasTyped.current) setContent((words) => words || kept)
  }, [kept, isOwnRead])

  const change = (words: string) => {
    hasTyped.current = true
    setContent(words)
    own.write(words)
  }
  return {
    content,
    change(words: string) {
      change(words)
      keeper.later(words)
    },
    /** It was sent. */
    clear() {
      change('')
      keeper.now('')
    },
  }
}

/** The server's copy of a draft. */
function useServerDraft(conversationId: string) {
  const waiting = useRef<{ readonly words: string; readonly timer: ReturnType<typeof setTimeout> } | null>(
    null,
  )
  const keeper = useMemo(() => {
    const now = (words: string) => {
      if (waiting.current) clearTimeout(waiting.current.timer)
      waiting.current = null
      const path = `/api/messages/conversations/${conversationId}/draft`
      // It is kept in this browser all the same.
      apiFetch(path, { method: 'PUT', body: { content: words }, isLast: true }).catch(() => undefined)
    }
    return {
      now,
      later(words: string) {
        if (waiting.current) clearTimeout(waiting.current.timer)
        waiting.current = { words, timer: setTimeout(() => now(words), REST_MS) }
      },
      leave() {
        if (waiting.current) now(waiting.current.words)
      },
    }
  }, [conversationId])
  useEffect(() => {
    window.addEventListener('pagehide', keeper.leave)
    return () => {
      window.removeEventListener('pagehide', keeper.leave)
      keeper.leave()
    }
  }, [keeper])
  return keeper
}

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { MessagePage } from '@/lib/domains/messages/contract.ts'
import { conversationTopic, messagesKeys } from '@/lib/domains/messages/contract/messagesKeys.ts'
import { messageOf, takeIntoHistory } from '@/lib/domains/messages/takeMessage.ts'
import type { LiveEvent } from '@/lib/realtime/client/liveEvent.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { usePendingEdits } from '../usePendingEdits.ts'
import { useRealtime } from '../RealtimeContext.ts'
import { addNewer, addOlder, readWindow, STEP, type HistoryQuery, type ReadPage } from './messageWindow.ts'

/** What is loaded of a conversation, in the order of its numbers. */
export interface History {
  readonly page: MessagePage | undefined
  readonly error: ApiError | null
  readonly refetch: () => void
  readonly loadOlder: () => void
  readonly loadNewer: () => void
  /** Loads what is around a message; null: the end. */
  readonly jump: (number: number | null) => Promise<void>
  /** Loads what was said from an instant on, and returns the number of its first message; null: there is none. */
  readonly jumpTo: (from: Date) => Promise<number | null>
  readonly loading: 'older' | 'newer' | null
}

/** The stretch of a conversation that is loaded; events are put into it as they come. */
export function useHistory(conversationId: string): History {
  const { client } = useRealtime()
  const queryClient = useQueryClient()
  const topic = conversationTopic(conversationId)
  const key = messagesKeys.history(conversationId)
  const busy = useRef(false)
  const [loading, setLoading] = useState<'older' | 'newer' | null>(null)
  const read: ReadPage = (query) => readPage(conversationId, query)
  const { data, error, refetch } = useLiveQuery<MessagePage>({
    key,
    topics: [topic],
    fetch: () => readWindow(read, queryClient.getQueryData<MessagePage>(key)),
  })

  /** Events that come while a page is on its way are put into it when it is there. */
  async function load(query: HistoryQuery, place: (page: MessagePage, read: MessagePage) => MessagePage) {
    const heard: LiveEvent[] = []
    const generation = client.generation(topic)
    const stop = client.onEvent((event) => {
      if (event.topic === topic && event.entity === 'message') heard.push(event)
    })
    try {
      const page = await read(query)
      let isWhole = client.generation(topic) === generation
      queryClient.setQueryData<MessagePage>(key, (before) => {
        let after = before === undefined ? page : place(before, page)
        for (const event of heard) {
          const message = messageOf(event)
          const taken = message && takeIntoHistory(after, message)
          if (!taken) isWhole = false
          else after = taken
        }
        return after
      })
      if (!isWhole) await queryClient.invalidateQueries({ queryKey: key })
    } finally {
      stop()
    }
  }

  async function step(way: 'older' | 'newer') {
    const page = queryClient.getQueryData<MessagePage>(key)
    const edge = way === 'older' ? page?.items[0] : page?.items.at(-1)
    const hasMore = way === 'older' ? page?.has_older : page?.has_newer
    if (busy.current || !edge || !hasMore || queryClient.isFetching({ queryKey: key }) > 0) return
    busy.current = true
    setLoading(way)
    try {
      if (way === 'older') await load({ before: edge.number, limit: STEP }, addOlder)
      else await load({ after: edge.number, limit: STEP }, addNewer)
    } catch {
      // Scrolling on tries again.
    } finally {
      busy.current = false
      setLoading(null)
    }
  }

  const shown = usePendingEdits<MessagePage>(key, data)
  useEffect(() => () => void (busy.current = false), [conversationId])
  return {
    page: shown.data,
    error,
    refetch: () => void refetch(),
    loadOlder: () => void step('older'),
    loadNewer: () => void step('newer'),
    async jump(number) {
      await queryClient.cancelQueries({ queryKey: key })
      await load(number === null ? { limit: STEP } : { around: number, limit: STEP }, (_before, page) => page)
    },
    async jumpTo(from) {
      await queryClient.cancelQueries({ queryKey: key })
      await load({ from: from.toISOString(), limit: STEP }, (_before, page) => page)
      return queryClient.getQueryData<MessagePage>(key)?.items[0]?.number ?? null
    },
    loading,
  }
}

function readPage(conversationId: string, query: HistoryQuery): Promise<MessagePage> {
  const words = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  return apiFetch(`/api/messages/conversations/${conversationId}/messages?${words}`)
}

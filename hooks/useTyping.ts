import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Typist } from '@/lib/realtime/client/liveClient.ts'
import { useRealtime } from './RealtimeContext.ts'

/** Who else types, and how to say that one does oneself. */
export interface Typing {
  readonly typists: readonly Typist[]
  /** Call at every key; it is sent at most every 2 s. False (sent, cleared, left) ends it at once. */
  readonly setTyping: (isTyping: boolean) => void
}

/** Typing in a topic, or in one `field` of a form there. Without `field`, typists of all fields are shown. */
export function useTyping(topic: string | null, field?: string): Typing {
  const { client } = useRealtime()
  const store = useMemo(() => (topic === null ? null : client.typists(topic)), [client, topic])
  const all = useSyncExternalStore(store?.watch ?? watchNothing, store?.get ?? nobody, nobody)
  const typists = useMemo(
    () => (field === undefined ? all : all.filter((typist) => typist.field === field)),
    [all, field],
  )
  const setTyping = useCallback(
    (isTyping: boolean) => {
      if (topic !== null) client.setTyping(topic, isTyping, field)
    },
    [client, topic, field],
  )
  useEffect(() => () => setTyping(false), [setTyping])
  return { typists, setTyping }
}

const NOBODY: readonly Typist[] = []
const nobody = () => NOBODY
const watchNothing = () => () => undefined

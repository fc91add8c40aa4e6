import { useMemo, useSyncExternalStore } from 'react'
import type { Presence } from '@/lib/realtime/client/liveClient.ts'
import { useRealtime } from './RealtimeContext.ts'

const NOBODY: Presence = { people: [], count: 0 }

/** Who is on a topic, oneself included; while mounted one is listed there too. Null: nowhere (yet). */
export function usePresence(topic: string | null): Presence {
  const { client } = useRealtime()
  const store = useMemo(() => (topic === null ? null : client.presence(topic)), [client, topic])
  return useSyncExternalStore(store?.watch ?? watchNothing, store?.get ?? nobody, nobody)
}

const nobody = () => NOBODY
const watchNothing = () => () => undefined

import { useEffect } from 'react'
import { useRealtime } from './RealtimeContext.ts'

/** Hears topics while mounted. Queries bring their own; this is for what is shown without one. Null: none (yet). */
export function useSubscription(topics: string | readonly string[] | null): void {
  const { client } = useRealtime()
  const joined = typeof topics === 'string' ? topics : (topics ?? []).join('\n')
  useEffect(() => {
    const undo = joined === '' ? [] : joined.split('\n').map((topic) => client.subscribe(topic))
    return () => undo.forEach((leave) => leave())
  }, [client, joined])
}

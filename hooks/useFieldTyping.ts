import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { Typist } from '@/lib/realtime/client/liveClient.ts'
import { useRealtime } from './RealtimeContext.ts'

/** Who else is in which field of a form. */
export interface FieldTyping {
  readonly editorsOf: (field: string) => readonly Typist[]
  /** Call at every key and when the field is entered; false when it is left. */
  readonly say: (field: string, isEditing: boolean) => void
}

/** Begins the typing context of every field of an edit form, so that other typing in the topic stays apart. */
export const EDITING = 'editing:'

/** Says and hears who edits which field of a topic's form. Null: a form that nobody else can have open. */
export function useFieldTyping(topic: string | null): FieldTyping {
  const { client } = useRealtime()
  const store = useMemo(() => (topic === null ? null : client.typists(topic)), [client, topic])
  const typists = useSyncExternalStore(store?.watch ?? watchNothing, store?.get ?? nobody, nobody)
  const entered = useRef(new Set<string>())
  const say = useCallback(
    (field: string, isEditing: boolean) => {
      if (topic === null) return
      if (isEditing) entered.current.add(field)
      else entered.current.delete(field)
      client.setTyping(topic, isEditing, EDITING + field)
    },
    [client, topic],
  )
  useEffect(() => {
    const fields = entered.current
    return () => [...fields].forEach((field) => say(field, false))
  }, [say])
  const editorsOf = useCallback(
    (field: string) => typists.filter((typist) => typist.field === EDITING + field),
    [typists],
  )
  return { editorsOf, say }
}

const NOBODY: readonly Typist[] = []
const nobody = () => NOBODY
const watchNothing = () => () => undefined

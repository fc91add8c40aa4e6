import { useQueries } from '@tanstack/react-query'
import { DIRECTORY_TOPIC, type PersonName } from '@/lib/domains/identity/contract.ts'
import { identityKeys } from '@/lib/domains/identity/identityContract.ts'
import { liveQueryOptions } from '../live/liveQueryOptions.ts'
import { useRealtime } from '../RealtimeContext.ts'
import { useSubscription } from '../useSubscription.ts'
import { loadPerson } from './loadPerson.ts'

const TOPICS = [DIRECTORY_TOPIC]

/** What people are called, by id, as it is now; whoever is not known (yet) is not in it. Null ids are passed over. */
export function usePeople(ids: readonly (string | null)[]): ReadonlyMap<string, string> {
  const { cache } = useRealtime()
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  useSubscription(wanted.length > 0 ? TOPICS : null)
  return useQueries({
    queries: wanted.map((id) => {
      const key = identityKeys.person(id)
      return {
        ...liveQueryOptions(TOPICS),
        queryKey: key,
        queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
          cache.read({ key, topics: TOPICS, signal }, () => loadPerson(id)),
      }
    }),
    combine: namesOf,
  })
}

function namesOf(
  answers: readonly { readonly data: PersonName | null | undefined }[],
): ReadonlyMap<string, string> {
  return new Map(answers.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : [])))
}

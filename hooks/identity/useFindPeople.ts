import { useQuery, keepPreviousData } from '@tanstack/react-query'
import type { PeopleList } from '@/lib/domains/identity/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { useSettled } from '../archive/useSettled.ts'

/** A few people by words of their names, as typing rests; none typed finds the first ones. */
export function useFindPeople(words: string) {
  const settled = useSettled(words.trim(), 150)
  const { data } = useQuery({
    queryKey: ['identity', 'find', settled],
    queryFn: ({ signal }) => apiFetch<PeopleList>(`/api/people?q=${encodeURIComponent(settled)}`, { signal }),
    placeholderData: keepPreviousData,
    networkMode: 'always',
    staleTime: 30_000,
  })
  return data?.items ?? []
}

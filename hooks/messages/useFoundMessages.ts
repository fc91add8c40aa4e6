import { useInfiniteQuery } from '@tanstack/react-query'
import type { MessageSearchPage } from '@/lib/domains/messages/contract.ts'
import { apiFetch } from '../apiFetch.ts'

/** Messages of one's conversations that hold these words, newest first. */
export function useFoundMessages(words: string) {
  return useInfiniteQuery({
    queryKey: ['messages', 'search', words],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ q: words, ...(pageParam === null ? {} : { cursor: pageParam }) })
      return apiFetch<MessageSearchPage>(`/api/messages/search?${query}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    networkMode: 'always',
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
}

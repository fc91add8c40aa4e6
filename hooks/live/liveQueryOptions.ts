import { ApiError } from '../ApiError.ts'

/** How long what nobody looks at is kept, in ms. */
const KEPT_MS = 5 * 60_000

/**
 * What all live queries have in common: events keep them fresh, so time, focus and `online` do not refetch; a network that the
 * browser believes to be away may still reach a server on the LAN. Only what may pass is tried again.
 */
export function liveQueryOptions(topics: readonly string[]) {
  return {
    meta: { topics },
    staleTime: Infinity,
    gcTime: KEPT_MS,
    networkMode: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    throwOnError: false,
    retry: (failures: number, error: Error) => failures < 2 && mayPass(error),
    retryDelay: (failures: number) => 500 * 2 ** failures,
  } as const
}

const mayPass = (error: Error): boolean =>
  !(error instanceof ApiError) || error.status === 0 || error.status >= 500

import { useQuery } from '@tanstack/react-query'
import { PAGE_MAX } from '@/lib/domains/archive/contract/fields.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { toQuery } from './toQuery.ts'

/** Most rows on paper. */
export const PRINT_MAX = 500

/** What is to be printed. */
export interface PrintRows<Row> {
  readonly rows: readonly Row[]
  /** All that match. */
  readonly total: number
}

interface Page<Row> {
  readonly items: readonly Row[]
  readonly total?: number | undefined
}

/** The first 500 rows of a list as it stands now. Paper does not move, so these do not either. */
export function usePrintRows<Row>(path: string, filter: object) {
  return useQuery<PrintRows<Row>, ApiError>({
    queryKey: ['print', path, filter],
    queryFn: ({ signal }) =>
      fetchRows<Row>((offset) =>
        apiFetch<Page<Row>>(toQuery(path, { ...filter, limit: PAGE_MAX, offset }), { signal }),
      ),
    networkMode: 'always',
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
}

/** Page after page, until there are no more or the paper is full. */
export async function fetchRows<Row>(
  fetchPage: (offset: number) => Promise<Page<Row>>,
): Promise<PrintRows<Row>> {
  const rows: Row[] = []
  let total = 0
  do {
    const page = await fetchPage(rows.length)
    rows.push(...page.items)
    total = page.total ?? rows.length
    if (page.items.length === 0) break
  } while (rows.length < Math.min(total, PRINT_MAX))
  return { rows: rows.slice(0, PRINT_MAX), total }
}

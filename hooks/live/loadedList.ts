import type { PatchedRow } from '@/lib/realtime/client/liveContract.ts'

/** A list as a query holds it, whatever its shape. Changes give new data; nothing is changed in place. */
export interface LoadedList {
  readonly rows: readonly PatchedRow[]
  readonly beginsAtTop: boolean
  readonly reachesEnd: boolean
  /** All rows that there are, on one page. */
  readonly isWhole: boolean
  /** One part of a list of which other parts may be shown beside it: rows that come or go anywhere move it. */
  readonly isWindow: boolean
  /** There is more in it than rows and a cursor (a total, say), which rows that come and go would change. */
  readonly hasExtras: boolean
  /** Whether the next page's cursor was made of this row. */
  endsPage(index: number): boolean
  replace(index: number, row: PatchedRow): unknown
  remove(index: number): unknown
}

interface Page {
  readonly items: readonly PatchedRow[]
  readonly next_cursor?: string | null
}

interface Pages {
  readonly pages: readonly Page[]
  readonly pageParams: readonly unknown[]
}

interface Window {
  readonly items: readonly PatchedRow[]
  readonly offset: number
  readonly total: number
}

/** Reads `Row[]`, `{items, next_cursor}`, an infinite query's pages of these, or `{items, offset, total}`; null for anything else. */
export function readLoadedList(data: unknown): LoadedList | null {
  if (Array.isArray(data)) return ofPages([{ items: data as PatchedRow[] }], true, ([page]) => page?.items)
  if (isWindow(data)) return ofWindow(data)
  if (isPage(data)) return ofPages([data], true, ([page]) => page)
  if (!isPages(data)) return null
  const beginsAtTop = data.pageParams[0] === null || data.pageParams[0] === undefined
  return ofPages(data.pages, beginsAtTop, (pages) => ({ ...data, pages }))
}

function ofPages(
  pages: readonly Page[],
  beginsAtTop: boolean,
  build: (pages: readonly Page[]) => unknown,
): LoadedList {
  const reachesEnd = (pages.at(-1)?.next_cursor ?? null) === null
  const edit = (index: number, ...put: PatchedRow[]) => {
    let offset = index
    return build(
      pages.map((page) => {
        const at = offset
        offset -= page.items.length
        return at >= 0 && at < page.items.length
          ? { ...page, items: page.items.toSpliced(at, 1, ...put) }
          : page
      }),
    )
  }
  return {
    rows: pages.flatMap((page) => page.items),
    beginsAtTop,
    reachesEnd,
    isWhole: beginsAtTop && reachesEnd && pages.length === 1,
    isWindow: false,
    hasExtras: pages.some((page) =>
      Object.keys(page).some((key) => key !== 'items' && key !== 'next_cursor'),
    ),
    endsPage(index) {
      let end = -1
      return pages.some((page) => (end += page.items.length) === index && (page.next_cursor ?? null) !== null)
    },
    replace: (index, row) => edit(index, row),
    remove: (index) => edit(index),
  }
}

function ofWindow(window: Window): LoadedList {
  const { items, offset, total } = window
  const beginsAtTop = offset === 0
  const reachesEnd = offset + items.length >= total
  return {
    rows: items,
    beginsAtTop,
    reachesEnd,
    isWhole: beginsAtTop && reachesEnd,
    isWindow: true,
    hasExtras: true,
    endsPage: (index) => index === items.length - 1 && !reachesEnd,
    replace: (index, row) => ({ ...window, items: items.toSpliced(index, 1, row) }),
    remove: (index) => ({ ...window, items: items.toSpliced(index, 1), total: total - 1 }),
  }
}

const isPage = (data: unknown): data is Page =>
  typeof data === 'object' && data !== null && 'items' in data && Array.isArray(data.items)

const isWindow = (data: unknown): data is Window =>
  isPage(data) &&
  'offset' in data &&
  typeof data.offset === 'number' &&
  'total' in data &&
  typeof data.total === 'number'

const isPages = (data: unknown): data is Pages =>
  typeof data === 'object' &&
  data !== null &&
  'pages' in data &&
  'pageParams' in data &&
  Array.isArray(data.pages) &&
  data.pages.every(isPage)

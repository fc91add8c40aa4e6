import type { MessagePage } from '@/lib/domains/messages/contract.ts'

/** Most messages that are loaded at once; further ones push out those at the other end. */
export const WINDOW_MAX = 400
/** Messages that one step of scrolling loads. */
export const STEP = 100

/** Which page of a conversation: see `GET …/messages`. */
export type HistoryQuery = Readonly<Record<string, number | string>>

/** Asks the server for a page of the conversation. */
export type ReadPage = (query: HistoryQuery) => Promise<MessagePage>

/** The same stretch of the conversation as it is now, up to its end where it reached the end; a first look, where nothing is loaded. */
export async function readWindow(read: ReadPage, loaded: MessagePage | undefined): Promise<MessagePage> {
  const [first, last] = [loaded?.items[0], loaded?.items.at(-1)]
  if (!loaded || !first || !last) return read({ limit: STEP })
  if (!loaded.has_newer) {
    let page = await read({ limit: STEP })
    while (page.has_older && (page.items[0]?.number ?? 0) > first.number && page.items.length < WINDOW_MAX) {
      page = addOlder(page, await read({ before: page.items[0]?.number ?? 0, limit: STEP }))
    }
    return page
  }
  let page = await read({ after: first.number - 1, limit: STEP })
  while (page.has_newer && (page.items.at(-1)?.number ?? 0) < last.number) {
    page = addNewer(page, await read({ after: page.items.at(-1)?.number ?? 0, limit: STEP }))
  }
  return page
}

/** With what came before it in front. A page that does not join on is left out. */
export function addOlder(page: MessagePage, older: MessagePage): MessagePage {
  const [first, joint] = [page.items[0], older.items.at(-1)]
  if (first === undefined || joint?.number !== first.number - 1) return { ...page, has_older: false }
  const items = [...older.items, ...page.items]
  return {
    items: items.slice(0, WINDOW_MAX),
    has_older: older.has_older,
    has_newer: page.has_newer || items.length > WINDOW_MAX,
  }
}

/** With what came after it behind. A page that does not join on is left out. */
export function addNewer(page: MessagePage, newer: MessagePage): MessagePage {
  const [last, joint] = [page.items.at(-1), newer.items[0]]
  if (last === undefined || joint?.number !== last.number + 1) return { ...page, has_newer: newer.has_newer }
  const items = [...page.items, ...newer.items]
  return {
    items: items.slice(-WINDOW_MAX),
    has_older: page.has_older || items.length > WINDOW_MAX,
    has_newer: newer.has_newer,
  }
}

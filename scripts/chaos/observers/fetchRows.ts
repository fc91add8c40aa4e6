import type { ScriptClient } from '../../../e2e/harness/scriptClient.ts'

interface Page {
  readonly items: readonly { readonly id: string; readonly status: string; readonly version: number }[]
  readonly next_cursor: string | null
}

/** All crates and requests that the person may read, page by page, from whichever address answers. */
export async function fetchRows(
  client: ScriptClient,
  { urls, signal }: { readonly urls: readonly string[]; readonly signal: AbortSignal },
): Promise<Map<string, string>> {
  const rows = new Map<string, string>()
  for (const kind of ['crate', 'request']) {
    let cursor: string | null = null
    do {
      const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page: Page = await askAny(client, {
        path: `/api/archive/${kind}s?limit=100${after}`,
        urls,
        signal,
      })
      for (const { id, status, version } of page.items) rows.set(`${kind} ${id}`, `${status} ${version}`)
      cursor = page.next_cursor
    } while (cursor !== null)
  }
  return rows
}

async function askAny(
  client: ScriptClient,
  {
    path,
    urls,
    signal,
  }: { readonly path: string; readonly urls: readonly string[]; readonly signal: AbortSignal },
): Promise<Page> {
  let failure: unknown = new Error('there is no address')
  for (const url of urls) {
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)])
      const answer = await client.call<Page>('GET', path, undefined, { url, signal: limit })
      if (answer.status === 200) return answer.body
      failure = new Error(`${path}: ${answer.status}`)
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

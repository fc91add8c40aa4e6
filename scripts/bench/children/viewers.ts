import { Agent, get } from 'node:http'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { WebSocket } from 'ws'
import { createLiveCache } from '../../../hooks/live/createLiveCache.ts'
import { liveQueryOptions } from '../../../hooks/live/liveQueryOptions.ts'
import { archiveContract } from '../../../lib/domains/archive/archiveContract.ts'
import { archiveKeys } from '../../../lib/domains/archive/contract/archiveKeys.ts'
import type { CratePage } from '../../../lib/domains/archive/contract/crate.ts'
import { browserClock } from '../../../lib/realtime/client/clientClock.ts'
import { createLiveClient } from '../../../lib/realtime/client/createLiveClient.ts'
import type { SocketPort } from '../../../lib/realtime/client/socketPort.ts'
import { HEARD_HEADER } from '../../../lib/realtime/protocol/heardHeads.ts'
import { answerParent } from '../answerParent.ts'

// Pages without a browser: each has a session, a live client, the cache that pages have, and shows the newest crates and the counts.

export type ViewerQuestions = {
  open: (asked: {
    readonly port: number
    readonly tokens: readonly string[]
    readonly topics: readonly string[]
    /** Whether they say what they have heard. */
    readonly isSharing: boolean
  }) => Promise<void>
  /** Resolves when every page shows the crate at this version. */
  shows: (asked: { readonly id: string; readonly version: number }) => Promise<void>
  /** Requests sent so far. */
  requests: () => number
}

/** As many as browsers of one machine would never open; what waits for one waits as it would on the way. */
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const pages: { readonly queryClient: QueryClient; readonly key: readonly unknown[] }[] = []
const watchers = new Set<() => void>()
let requests = 0

function askServer(url: string, headers: Record<string, string>): Promise<unknown> {
  requests += 1
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(parts).toString()
        if (response.statusCode === 200) resolve(JSON.parse(text))
        else reject(new Error(`${url}: ${response.statusCode} ${text}`))
      })
    }).on('error', reject)
  })
}

async function openPage(asked: Parameters<ViewerQuestions['open']>[0], token: string): Promise<void> {
  const { port, topics, isSharing } = asked
  const headers = { authorization: `Bearer ${token}` }
  const load = (path: string, heard: string | null) =>
    askServer(`http://127.0.0.1:${port}${path}`, {
      ...headers,
      ...(isSharing && heard !== null && { [HEARD_HEADER]: heard }),
    })
  const client = createLiveClient({
    tabId: token.slice(-20),
    url: `ws://127.0.0.1:${port}/ws`,
    webSocket: (url, protocols) => new WebSocket(url, [...protocols], { headers }) as unknown as SocketPort,
    credentials: () => Promise.resolve({ protocols: ['wardline.v1'] }),
  })
  const queryClient = new QueryClient()
  const contracts = [archiveContract]
  const cache = createLiveCache({
    client,
    queryClient,
    contracts,
    load,
    clock: browserClock,
    random: Math.random,
  })
  cache.attach()
  client.start()
  for (const topic of topics) client.subscribe(topic)
  const observe = (queryKey: readonly unknown[], path: string): Promise<void> =>
    new Promise((resolve) => {
      const observer = new QueryObserver(queryClient, {
        ...liveQueryOptions(topics),
        queryKey,
        queryFn: ({ signal }) =>
          cache.read({ key: queryKey, topics, signal }, ({ heard }) => load(path, heard)),
      })
      observer.subscribe(({ isSuccess }) => {
        if (isSuccess) resolve()
        for (const watcher of watchers) watcher()
      })
    })
  const key = archiveKeys.crateList({})
  await observe(key, '/api/archive/crates?limit=100')
  await observe(archiveKeys.summary, '/api/archive/summary')
  pages.push({ queryClient, key })
}

const versionAt = (page: (typeof pages)[number], id: string): number =>
  page.queryClient.getQueryData<CratePage>(page.key)?.items.find((crate) => crate.id === id)?.version ?? 0

answerParent({
  async open(asked) {
    const waiting = [...asked.tokens]
    const work = async (): Promise<void> => {
      for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) await openPage(asked, token)
    }
    await Promise.all(Array.from({ length: 50 }, work))
  },
  shows: ({ id, version }) =>
    new Promise((resolve) => {
      const look = (): void => {
        if (pages.some((page) => versionAt(page, id) < version || page.queryClient.isFetching() > 0)) return
        watchers.delete(later)
        resolve()
      }
      // Many pages change in one turn: it is looked once after them.
      let isDue = false
      const later = (): void => {
        if (isDue) return
        isDue = true
        setTimeout(() => {
          isDue = false
          look()
        }, 20)
      }
      watchers.add(later)
      later()
    }),
  requests: () => requests,
} satisfies ViewerQuestions)

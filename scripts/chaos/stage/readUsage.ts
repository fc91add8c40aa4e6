import type { ServerProcess } from '../../../e2e/harness/serverProcess.ts'
import { waitUntil } from '../waitUntil.ts'

/** What a process has used so far; bytes. */
export interface Usage {
  readonly queries: number
  readonly heapUsed: number
  readonly external: number
  readonly rss: number
}

let asked = 0

/** Asks the module that was preloaded into the process. Rejects when it does not answer. */
export async function readUsage(server: ServerProcess): Promise<Usage> {
  asked += 1
  const tag = `usage ${asked}`
  server.tell({ kind: 'report', tag })
  let found: Usage | undefined
  await waitUntil(
    () => {
      const line = server
        .output()
        .split('\n')
        .find((one) => one.startsWith('chaos: report') && one.includes(`"${tag}"`))
      found = line === undefined ? undefined : (JSON.parse(line.slice('chaos: report '.length)) as Usage)
      return found !== undefined
    },
    { withinMs: 20_000 },
  )
  if (found === undefined) throw new Error('the process does not say what it uses')
  return found
}

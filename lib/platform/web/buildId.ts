import { readFileSync } from 'node:fs'
import { join } from 'node:path'

let known: string | null = null

/** Names the build that pages are rendered from, so that pages of two builds can tell each other apart. Empty while developing. */
export function buildId(): string {
  known ??= process.env.NODE_ENV === 'production' ? read() : ''
  return known
}

/** The server's working folder is the project's: that is where Next looks, too. */
const read = (): string => readFileSync(join(process.cwd(), '.next/BUILD_ID'), 'utf8').trim()

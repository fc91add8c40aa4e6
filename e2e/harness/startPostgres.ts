import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../lib/platform/database/embeddedPostgres.ts'
import { makeTemplate } from './demoDatabase.ts'

/** One PostgreSQL for the whole run, with a database that holds the demo hospital; each test gets a copy of that. */
// oxlint-disable-next-line import/no-default-export -- Playwright demands it
export default async function startPostgres(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wardline-e2e-postgres-'))
  const server = await startEmbeddedPostgres({ dataDir })
  process.env['WARDLINE_E2E_POSTGRES'] = server.url
  await makeTemplate(server.url)
  return async () => {
    await server.stop({ evenIfUsed: true })
    await rm(dataDir, { recursive: true, force: true })
  }
}

import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from '../startError.ts'
import type { ClusterRecord } from './clusterRecord.ts'
import { DATABASE_USER } from './postgresKeeper.ts'
import type { PostgresRunner } from './postgresRunner.ts'

/** Makes the cluster beside its place and moves it there whole, so that a killed start leaves none or all of it. */
export async function initialiseCluster(
  runner: PostgresRunner,
  record: ClusterRecord,
  say: (line: string) => void,
): Promise<void> {
  if (statSync(join(runner.cluster, 'PG_VERSION'), { throwIfNoEntry: false }) !== undefined) return
  say('Creating the database')
  const draft = await mkdtemp(`${runner.cluster}.new-`)
  const passwordFile = join(draft, 'password')
  const directory = join(draft, 'cluster')
  try {
    await writeFile(passwordFile, record.password, { mode: 0o600 })
    mkdirSync(directory, { mode: 0o700 })
    for (const path of [draft, passwordFile, directory]) runner.handOver(path)
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=und']
    const access = ['--auth=scram-sha-256', `--username=${DATABASE_USER}`, `--pwfile=${passwordFile}`]
    await finished(runner.run('initdb', ['-D', directory, ...locale, ...access], ['ignore', 'pipe', 'pipe']))
    renameSync(directory, runner.cluster)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

async function finished(child: ChildProcess): Promise<void> {
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0)
    throw new StartError(
      `The database could not be created (initdb ended with ${code}): ${output.slice(-2_000)}`,
    )
}

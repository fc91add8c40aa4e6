import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChildProcess } from 'node:child_process'
import { giveToOwnerOf, makeFolder } from '../privateFile.ts'
import { freePort, openClusterRecord, saveClusterRecord } from './clusterRecord.ts'
import { initialiseCluster } from './initialiseCluster.ts'
import { openKeeper, type Keeper } from './postgresKeeper.ts'
import { findPostgresBinaries } from './postgresBinaries.ts'
import { choosePostgresRunner, type PostgresRunner } from './postgresRunner.ts'
import { disownStaleLock, readPostmaster } from './postmaster.ts'
import { StartError } from '../startError.ts'

export interface EmbeddedPostgresOptions {
  /** Wardline's data folder; the cluster lies in `postgres` under it. */
  readonly dataDir: string
  readonly say?: (line: string) => void
  /** Asked for at the first start only; by default a free one is chosen and kept. */
  readonly port?: number
  /** False behaves as where user namespaces are forbidden. */
  readonly namespaces?: boolean
}

export interface EmbeddedPostgres {
  /** Of the database `wardline`, as a superuser. */
  readonly url: string
  /** True when a server was running already. */
  readonly adopted: boolean
  /**
   * Stops the server when nobody else uses it: no other process that started or adopted it, and no connection. Close
   * the own pools first. `evenIfUsed` stops it in any case.
   */
  stop(options?: { evenIfUsed?: boolean }): Promise<void>
}

/** Crash recovery after a power cut can take this long. */
const START_LIMIT_MS = 180_000
const LOG_LIMIT_BYTES = 10 * 1024 * 1024

/**
 * Starts the bundled PostgreSQL on a data folder, or adopts the one that a killed process left running there. It listens
 * on 127.0.0.1 only and outlives this process unless it is stopped; while this process lives it is started again
 * when it dies. Nothing here removes data.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const server = await openServer(options)
  const first = await server.ensure()
  let keeper: Keeper | null = first.keeper
  let stopping = false
  let reviving = Promise.resolve()

  const release = async (held: Keeper, evenIfUsed: boolean): Promise<void> => {
    if (evenIfUsed || (await held.claimAlone())) await server.shutDown()
    else options.say?.('PostgreSQL stays up: somebody else uses it')
    await held.close()
  }
  const revive = async (): Promise<void> => {
    while (!stopping && keeper === null) {
      try {
        keeper = (await server.ensure()).keeper
        options.say?.('The database is back')
        watch(keeper)
      } catch (error) {
        options.say?.(
          `The database does not come back: ${error instanceof Error ? error.message : String(error)}`,
        )
        await sleep(1_000)
      }
    }
  }
  const watch = (held: Keeper): void => {
    void held.lost.then(async () => {
      keeper = null
      if (stopping) return
      options.say?.('The connection to the database is lost')
      reviving = revive()
      await reviving
    })
  }
  watch(first.keeper)
  return {
    url: first.keeper.url,
    adopted: first.adopted,
    stop: async ({ evenIfUsed = false } = {}) => {
      stopping = true
      await reviving
      if (keeper !== null) await release(keeper, evenIfUsed)
    },
  }
}

interface Server {
  ensure(): Promise<{ keeper: Keeper; adopted: boolean }>
  shutDown(): Promise<void>
}

async function openServer(options: EmbeddedPostgresOptions): Promise<Server> {
  const say = options.say ?? (() => undefined)
  const dataDir = resolve(options.dataDir)
  makeFolder(dataDir)
  let record = await openClusterRecord(dataDir, options.port)
  const { namespaces } = options
  const runner = choosePostgresRunner({
    dataDir,
    binaries: findPostgresBinaries(),
    cluster: record.cluster,
    namespaces,
  })
  if (runner.note !== null) say(runner.note)
  if (runner.cluster !== (record.cluster ?? join(dataDir, 'postgres'))) {
    record = { ...record, cluster: runner.cluster }
    saveClusterRecord(dataDir, record)
  }
  await initialiseCluster(runner, record, say)
  const logFile = join(dataDir, 'postgres.log')

  /** Two processes may start it at once: PostgreSQL lets one win, the other finds the winner's lock and adopts it. */
  const ensure = async (): Promise<{ keeper: Keeper; adopted: boolean }> => {
    const deadline = Date.now() + START_LIMIT_MS
    let attempt: Attempt | null = null
    while (Date.now() < deadline) {
      const running = readPostmaster(runner.cluster)
      if (running !== null) {
        const keeper = await openKeeper({
          port: running.port,
          password: record.password,
          cluster: runner.cluster,
        })
        if (keeper !== null) return { keeper, adopted: running.pid !== attempt?.child.pid }
      } else if (attempt === null) {
        attempt = launch(runner, record.port, logFile)
      } else if (attempt.child.exitCode !== null || attempt.child.signalCode !== null) {
        const failure = attempt.failure()
        if (failure.includes('Address already in use')) {
          record = { ...record, port: await freePort() }
          say(`The database's port was taken by another program; it moves to ${record.port}`)
          saveClusterRecord(dataDir, record)
        } else if (!/lock file .* already exists|shared memory block .* still in use/.test(failure)) {
          throw new StartError(`PostgreSQL did not start. Its log (${logFile}) ends with: ${failure}`)
        }
        attempt = null
      }
      await sleep(20)
    }
    throw new StartError(`PostgreSQL was not ready within ${START_LIMIT_MS / 1000} s; see ${logFile}.`)
  }
  return { ensure, shutDown: () => shutDown(runner.cluster, say) }
}

interface Attempt {
  readonly child: ChildProcess
  /** What the server wrote about its end. */
  failure(): string
}

function launch(runner: PostgresRunner, port: number, logFile: string): Attempt {
  disownStaleLock(runner.cluster)
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`)
  const log = openSync(logFile, 'a', 0o600)
  giveToOwnerOf(dirname(logFile), logFile)
  const from = statSync(logFile).size
  const child = runner.run('postgres', ['-D', runner.cluster, ...serverSettings(port)], ['ignore', log, log])
  closeSync(log)
  let refused: Error | null = null
  child.once('error', (error) => (refused = error))
  child.unref()
  return {
    child,
    failure: () =>
      refused?.message ?? readFileSync(logFile).subarray(from).toString('utf8').trim().slice(-2_000),
  }
}

/** Given at each start, so that a newer version's word counts for an older cluster too. */
function serverSettings(port: number): string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Neither statements nor values: they may hold what a person wrote.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** A fast shutdown: sessions are ended, everything is written. Waits until the lock is gone. */
async function shutDown(cluster: string, say: (line: string) => void): Promise<void> {
  const running = readPostmaster(cluster)
  if (running === null) return
  process.kill(running.pid, 'SIGINT')
  for (let waited = 0; waited < 30_000; waited += 20) {
    if (readPostmaster(cluster) === null) return
    await sleep(20)
  }
  say('PostgreSQL is still writing; it stops by itself')
}

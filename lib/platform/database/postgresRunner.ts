import { type ChildProcess, spawn, spawnSync, type StdioOptions } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { binariesIn, type PostgresBinaries } from './postgresBinaries.ts'
import { StartError } from '../startError.ts'

/** How PostgreSQL's programs are run here: it refuses to run as root, and wants a user with a name. */
export interface PostgresRunner {
  readonly binaries: PostgresBinaries
  /** The cluster's directory. */
  readonly cluster: string
  /** Said at the start where it is not the ordinary way; else null. */
  readonly note: string | null
  run(program: 'initdb' | 'postgres', args: readonly string[], stdio: StdioOptions): ChildProcess
  /** Gives a directory that we made to whoever the programs run as. */
  handOver(directory: string): void
}

interface Choice {
  readonly dataDir: string
  readonly binaries: PostgresBinaries
  /** Where the cluster lies by the record, if it said so. */
  readonly cluster?: string | undefined
  /** False behaves as where user namespaces are forbidden. */
  readonly namespaces?: boolean | undefined
}

interface OsUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** A place that every user of the machine can reach, for when the clone is not. */
const SHARED_PLACE = '/var/lib/wardline'

/** Chooses the first way that works here: as ourselves, as the data's owner, in a user namespace, as another user. */
export function choosePostgresRunner(choice: Choice): PostgresRunner {
  const cluster = choice.cluster ?? join(choice.dataDir, 'postgres')
  if (process.getuid === undefined) return plainRunner(choice.binaries, cluster)
  if (process.getuid() !== 0 && hasName()) return plainRunner(choice.binaries, cluster)
  if (process.getuid() === 0) {
    const owner = statSync(existsSync(cluster) ? cluster : choice.dataDir)
    if (owner.uid !== 0)
      return userRunner(choice, { name: userName(owner.uid), uid: owner.uid, gid: owner.gid })
  }
  const inNamespace = namespaceRunner(choice, cluster)
  if (inNamespace !== null) return inNamespace
  if (process.getuid() !== 0) return plainRunner(choice.binaries, cluster)
  return userRunner(choice, unprivilegedUser())
}

function plainRunner(binaries: PostgresBinaries, cluster: string): PostgresRunner {
  return {
    binaries,
    cluster,
    note: null,
    run: (program, args, stdio) => start(binaries[program], args, { stdio }),
    handOver: () => undefined,
  }
}

/** Inside the namespace we carry an ordinary user's id; outside, files and processes stay ours. Nothing is copied. */
function namespaceRunner(choice: Choice, cluster: string): PostgresRunner | null {
  if (choice.namespaces === false || process.platform !== 'linux') return null
  const { uid } = unprivilegedUser()
  const prefix = ['--user', `--map-user=${uid}`, `--map-group=${uid}`]
  const test = ['/bin/sh', '-c', 'test -x "$0" && test -w "$1"', choice.binaries.postgres, dirname(cluster)]
  if (spawnSync('unshare', [...prefix, ...test], { stdio: 'ignore' }).status !== 0) return null
  return {
    ...plainRunner(choice.binaries, cluster),
    run: (program, args, stdio) =>
      start('unshare', [...prefix, choice.binaries[program], ...args], { stdio }),
  }
}

/** For root where user namespaces are forbidden, and for root on somebody else's data. */
function userRunner(choice: Choice, user: OsUser): PostgresRunner {
  const may = (test: string, path: string): boolean =>
    spawnSync('/bin/sh', ['-c', `test ${test} "$0"`, path], { uid: user.uid, gid: user.gid }).status === 0
  if (statSync(choice.dataDir).uid === 0) chmodSync(choice.dataDir, 0o711)
  const near = choice.cluster ?? join(choice.dataDir, 'postgres')
  const cluster = may('-x', dirname(near)) ? near : join(sharedFolder(choice.dataDir), 'postgres')
  const binaries = may('-x', choice.binaries.postgres) ? choice.binaries : copyBinaries(choice.binaries)
  const moved = cluster === near ? '' : `; its data lies in ${cluster}, which that user can reach`
  return {
    binaries,
    cluster,
    note: `PostgreSQL runs as the OS user ${user.name}${moved}`,
    run: (program, args, stdio) => start(binaries[program], args, { stdio, uid: user.uid, gid: user.gid }),
    handOver: (directory) => chownSync(directory, user.uid, user.gid),
  }
}

function start(
  program: string,
  args: readonly string[],
  how: { stdio: StdioOptions; uid?: number; gid?: number },
) {
  // A session of its own, so that Ctrl-C in our terminal does not reach it; none of our PG* variables or secrets.
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  return spawn(program, args, { ...how, detached: true, cwd: '/', env: env as unknown as NodeJS.ProcessEnv })
}

function sharedFolder(dataDir: string): string {
  const folder = join(SHARED_PLACE, createHash('sha256').update(dataDir).digest('hex').slice(0, 12))
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  return folder
}

function copyBinaries(binaries: PostgresBinaries): PostgresBinaries {
  const target = join(SHARED_PLACE, `postgresql-${binaries.version}`)
  if (!existsSync(target)) {
    const draft = `${target}.${randomBytes(4).toString('hex')}`
    cpSync(binaries.root, draft, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(draft, target)
    } catch (error) {
      rmSync(draft, { recursive: true, force: true })
      if (!existsSync(target)) throw error
    }
  }
  return binariesIn(target, binaries.version)
}

/** A user with a name, since PostgreSQL looks its own up; which one does not matter. */
function unprivilegedUser(): OsUser {
  const users = osUsers()
  for (const name of ['postgres', 'nobody']) {
    const user = users.find((one) => one.name === name && one.uid !== 0)
    if (user !== undefined) return user
  }
  const any = users.find((one) => one.uid !== 0)
  if (any === undefined)
    throw new StartError('This machine has no user but root, and PostgreSQL does not run as root.')
  return any
}

function osUsers(): OsUser[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

function userName(uid: number): string {
  return osUsers().find((user) => user.uid === uid)?.name ?? String(uid)
}

function hasName(): boolean {
  try {
    userInfo()
    return true
  } catch {
    return false
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createEndings } from '../../../e2e/harness/endings.ts'
import { startCampaign, type Campaign, type Outcome } from '../campaign.ts'
import { withCampaign, type ChaosRun, type RunContext } from '../chaosRun.ts'
import { createStage, type Stage } from '../stage/createStage.ts'
import { makeSmallDisk, type SmallDisk } from '../stage/smallDisk.ts'
import { startStagePostgres, type StagePostgres } from '../stage/stagePostgres.ts'
import { waitUntil } from '../waitUntil.ts'

const BACK_WITHIN_MS = 60_000
/** A demo hospital, its copies and their write-ahead log, and not much more. */
const DISK_MIB = 700

interface Parts {
  readonly stage: Stage
  readonly postgres: StagePostgres
  readonly disk: SmallDisk | null
  readonly campaign: Campaign
}

/** What may become of a database. Writes may fail meanwhile; what was acknowledged stays, and everybody is told in the end. */
export const postgresRun: ChaosRun = {
  name: 'postgres',
  about:
    'PostgreSQL restarted, its backends killed, its lines cut within COMMIT, its disk full, its pool exhausted, an older copy put back',
  async run(context) {
    const endings = createEndings()
    const { disk, skips } = diskOrReason()
    if (disk !== null) endings.add(() => Promise.resolve(disk.remove()))
    try {
      const postgres = await startStagePostgres(disk?.folder)
      endings.add(() => postgres.stop())
      const stage = await createStage({ postgres, processes: 2, redis: true, proxiedDatabase: true })
      endings.add(() => stage.stop())
      return { ...(await play({ stage, postgres, disk }, context)), skips }
    } finally {
      await endings.run()
    }
  },
}

function diskOrReason(): { disk: SmallDisk | null; skips: string[] } {
  try {
    return { disk: makeSmallDisk(DISK_MIB), skips: [] }
  } catch (error) {
    return { disk: null, skips: [`disk full: ${error instanceof Error ? error.message : String(error)}`] }
  }
}

async function play({ stage, postgres, disk }: Omit<Parts, 'campaign'>, { isShort, random }: RunContext) {
  const load = {
    stage,
    random: random.fork(),
    writers: isShort ? 10 : 16,
    observers: isShort ? 10 : 20,
    paceMs: 250,
  }
  const starting = startCampaign(load)
  return await withCampaign(starting, async (campaign) => {
    const parts = { stage, postgres, disk, campaign }
    const order = Object.entries(FAULTS).map(([name, act]) => ({ name, act, at: random.next() }))
    for (const { name, act } of order.toSorted((a, b) => a.at - b.at)) {
      await campaign.more(10)
      await campaign.fault(name, async () => {
        await act(parts)
        if (!(await isBack(stage))) campaign.problem(`the processes did not recover from "${name}"`)
      })
    }
    await campaign.more(10)
    await campaign.fault('stopped for a copy of its files', () => postgres.backUp())
    await campaign.more(30)
    const before = await campaign.finish()
    const after = await restore(parts, { ...load, random: random.fork() })
    return { outcomes: [before, after.outcome], problems: after.problems }
  })
}

type Act = (parts: Parts) => Promise<void>

const FAULTS: Readonly<Record<string, Act>> = {
  'restarted, fast': (parts) => restart(parts, 'SIGINT'),
  'restarted, immediate': (parts) => restart(parts, 'SIGQUIT'),
  'one backend ended': (parts) => endBackend(parts, (pid) => `SELECT pg_terminate_backend(${pid})`),
  "the relay's backend ended": async ({ stage }) => {
    await stage.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'wardline relay' AND datname = current_database()`,
    )
  },
  'one backend killed': (parts) => endBackend(parts, null),
  'cut within COMMIT, unheard': (parts) => cutCommits(parts, false),
  'cut within COMMIT, heard': (parts) => cutCommits(parts, true),
  'all lines reset': async ({ stage }) => {
    stage.databaseProxy?.cut()
    await sleep(500)
  },
  'pool exhausted by a lock': lockCrates,
  'disk full': fillDisk,
}

async function restart({ postgres, campaign }: Parts, signal: NodeJS.Signals): Promise<void> {
  const pid = postgres.pid()
  if (pid === null) return campaign.problem('PostgreSQL did not run')
  process.kill(pid, signal)
  const isNew = (): boolean => postgres.pid() !== null && postgres.pid() !== pid
  if (!(await waitUntil(isNew, { withinMs: BACK_WITHIN_MS })))
    campaign.problem('PostgreSQL did not come back')
}

/** Null: SIGKILL, after which PostgreSQL ends all others, too. */
async function endBackend({ stage, campaign }: Parts, sql: ((pid: number) => string) | null): Promise<void> {
  const [row] = await stage.database.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'wardline' AND datname = current_database()
      ORDER BY state = 'idle', query_start DESC LIMIT 1`,
  )
  if (row === undefined) return campaign.problem('nobody is connected')
  if (sql === null) process.kill(row.pid, 'SIGKILL')
  else await stage.database.query(sql(row.pid))
  await sleep(500)
}

async function cutCommits({ stage: { databaseProxy }, campaign }: Parts, passes: boolean): Promise<void> {
  if (databaseProxy === null) return
  for (let times = 0; times < 4; times += 1) {
    const before = databaseProxy.cuts
    databaseProxy.cutAt('COMMIT', { passes })
    const isCut = await waitUntil(() => databaseProxy.cuts > before, { withinMs: 15_000, everyMs: 5 })
    if (!isCut) campaign.problem('no COMMIT was met')
  }
}

/** Every writer waits for the table, with a connection each, until there are none left. */
async function lockCrates({ stage }: Parts): Promise<void> {
  const client = new pg.Client({ connectionString: stage.database.url })
  client.on('error', () => {})
  await client.connect()
  await client.query('BEGIN')
  await client.query('LOCK TABLE crates IN ACCESS EXCLUSIVE MODE')
  await sleep(6_000)
  await client.query('ROLLBACK')
  await client.end()
}

async function fillDisk({ disk, campaign }: Parts): Promise<void> {
  if (disk === null) return
  disk.fill()
  await sleep(5_000)
  disk.free()
  await campaign.more(5)
}

const isBack = ({ urls, database }: Stage): Promise<boolean> =>
  waitUntil(
    async () => {
      await database.query('SELECT 1')
      const answers = await Promise.all(urls.map((url) => fetch(`${url}/readyz`)))
      return answers.every(({ ok }) => ok)
    },
    { withinMs: BACK_WITHIN_MS },
  )

/** Those who watched before go on watching: each must be told to start over, and then hold what is there. */
async function restore(
  { stage, postgres, campaign }: Parts,
  load: Parameters<typeof startCampaign>[0],
): Promise<{ outcome: Outcome; problems: string[] }> {
  const seats = campaign.seats
  const marks = new Map(seats.map(({ observer }) => [observer, observer.entries.length]))
  await postgres.restore()
  const isTold = (): boolean =>
    seats.every(({ observer }) =>
      observer.entries.slice(marks.get(observer)).some((entry) => entry.kind === 'began' && entry.told),
    )
  const wereTold = (await isBack(stage)) && (await waitUntil(isTold, { withinMs: BACK_WITHIN_MS }))
  const again = await startCampaign({
    ...load,
    seats: seats.map((seat) => ({ ...seat, from: marks.get(seat.observer) ?? 0 })),
  })
  try {
    await again.fault('after an older copy was put back', () => again.more(30))
    const outcome = await again.finish()
    return { outcome, problems: wereTold ? [] : ['not all were told to start over after the restore'] }
  } finally {
    await again.stop()
  }
}

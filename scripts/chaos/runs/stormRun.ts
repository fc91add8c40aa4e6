import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createAccessTokens } from '../../../lib/platform/session/accessTokens.ts'
import { startCampaign, type Campaign } from '../campaign.ts'
import { withCampaign, type ChaosRun, type RunContext } from '../chaosRun.ts'
import { createStage, type Stage } from '../stage/createStage.ts'
import { readUsage } from '../stage/readUsage.ts'
import type { StormNews, StormOrder } from '../storm/stormOrder.ts'

const CLIENTS = 9_000
const SHORT_CLIENTS = 900
const SHARE = 0.99
const BACK_WITHIN_MS = 120_000
const THERE_WITHIN_MS = 300_000
const PROCESS = fileURLToPath(new URL('../storm/stormProcess.ts', import.meta.url))

/** Very many clients lose their process at once, and come back to another one. */
export const stormRun: ChaosRun = {
  name: 'storm',
  about: `${CLIENTS} clients lose their process at once`,
  async run(context) {
    const tokenSecret = randomBytes(32).toString('hex')
    const stage = await createStage({
      postgres: await context.postgres(),
      processes: 2,
      redis: true,
      env: { WARDLINE_TOKEN_SECRET: tokenSecret },
    })
    try {
      const tokens = await makePeople(stage, {
        count: context.isShort ? SHORT_CLIENTS : CLIENTS,
        tokenSecret,
      })
      const starting = startCampaign({
        stage,
        random: context.random.fork(),
        writers: 8,
        observers: 4,
        // Thousands hear each of these writes.
        paceMs: 2_000,
        byHand: false,
      })
      return await withCampaign(starting, (campaign) => play(stage, campaign, { tokens, context }))
    } finally {
      await stage.stop()
    }
  },
}

/** One person and one session for each client, in all units by turns: what two of them write reaches those in them. */
async function makePeople(
  { database }: Stage,
  { count, tokenSecret }: { readonly count: number; readonly tokenSecret: string },
): Promise<string[]> {
  await database.query(
    `INSERT INTO users (id, email, name, role, unit_id, password_hash)
     SELECT gen_random_uuid(), 'storm' || n || '@wardline.test', 'Storm ' || n, 'nurse', units.id, 'none'
       FROM generate_series(1, $1) AS n
       JOIN (SELECT id, row_number() OVER (ORDER BY id) AS nth, count(*) OVER () AS units FROM units) AS units
         ON n % units = nth - 1`,
    [count],
  )
  const rows = await database.query<{ id: string; user_id: string }>(
    `INSERT INTO sessions (id, user_id, kind, device, expires_at)
     SELECT gen_random_uuid(), id, 'script', 'storm', now() + interval '1 day' FROM users WHERE email LIKE 'storm%'
     RETURNING id, user_id`,
  )
  const tokens = createAccessTokens({ secret: tokenSecret, lifetimeSeconds: 3_600 })
  return await Promise.all(rows.map(({ id, user_id: userId }) => tokens.issue({ userId, sessionId: id })))
}

async function play(
  stage: Stage,
  campaign: Campaign,
  { tokens }: { readonly tokens: readonly string[]; readonly context: RunContext },
) {
  const [first, second] = stage.servers
  if (first === undefined || second === undefined) throw new Error('there are no two processes')
  const child = fork(PROCESS, { execArgv: ['--import', 'tsx'] })
  try {
    const addresses = stage.urls.map((url) => url.replace('http', 'ws'))
    await ask(child, { kind: 'connect', addresses, tokens }, THERE_WITHIN_MS)
    await campaign.more(10)
    const before = (await readUsage(second)).queries
    let news: StormNews | null = null
    await campaign.fault(`${tokens.length} clients lose their process`, async () => {
      const measured = ask(
        child,
        { kind: 'measure', share: SHARE, withinMs: BACK_WITHIN_MS },
        2 * BACK_WITHIN_MS,
      )
      await first.kill()
      news = await measured
    })
    const queries = (await readUsage(second)).queries - before
    await first.start()
    return { outcomes: [await campaign.finish()], ...tellOf(news, tokens.length, queries) }
  } finally {
    child.kill('SIGKILL')
  }
}

function tellOf(news: StormNews | null, clients: number, queries: number) {
  if (news?.kind !== 'measured') return { problems: ['the clients did not say how it went'] }
  const { live, tookMs, peakPerSecond, failures, told } = news
  const isBack = live >= SHARE * clients
  return {
    problems: isBack ? [] : [`${live} of ${clients} clients were live again after ${tookMs} ms`],
    counts: { clients, 'live again': live, 'tries that failed': failures, 'topics told to start over': told },
    measures: {
      'until 99 % were live and complete ms': tookMs,
      'peak of connects in one second': peakPerSecond,
      'database queries for each client': Math.round((10 * queries) / clients) / 10,
    },
  }
}

async function ask(child: ChildProcess, order: StormOrder, withinMs: number): Promise<StormNews> {
  const signal = AbortSignal.timeout(withinMs)
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`the clients' process ended with ${String(code)}`)
  })
  const answer = once(child, 'message', { signal })
  child.send(order)
  const [news] = (await Promise.race([answer, ended])) as [StormNews]
  return news
}

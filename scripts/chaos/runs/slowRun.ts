import { setTimeout as sleep } from 'node:timers/promises'
import { startCampaign, type Campaign } from '../campaign.ts'
import { withCampaign, type ChaosRun, type RunContext } from '../chaosRun.ts'
import { during, inCalm, measureLateness, percentile } from '../lateness.ts'
import { startObserver } from '../observers/observer.ts'
import { signIn, type Seat } from '../observers/seatObservers.ts'
import { createStage, type Stage } from '../stage/createStage.ts'
import { readUsage, type Usage } from '../stage/readUsage.ts'
import { waitUntil } from '../waitUntil.ts'

const COST_LIMIT_BYTES = 1024 * 1024
const LATE_LIMIT_MS = 2_000
/** More of one person than this are one too many. */
const SLOW_CLIENTS = 9

/** Clients that stop reading: what they cost the server, and whether others notice. They catch up when they read again. */
export const slowRun: ChaosRun = {
  name: 'slow',
  about: 'clients that stop reading while much is written',
  async run(context) {
    const { isShort, random } = context
    const stage = await createStage({ postgres: await context.postgres(), processes: 1, redis: false })
    try {
      const starting = startCampaign({
        stage,
        random: random.fork(),
        writers: 8,
        observers: isShort ? 6 : 12,
        paceMs: 250,
      })
      return await withCampaign(starting, (campaign) => play(stage, campaign, context))
    } finally {
      await stage.stop()
    }
  },
}

async function play(stage: Stage, campaign: Campaign, { isShort, random }: RunContext) {
  const [server] = stage.servers
  if (server === undefined) throw new Error('there is no process')
  await stockUp(stage)
  const slow = await seatSlow(stage, campaign)
  const rounds = isShort ? 40 : 120
  const load = async (): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      await writeMuch(stage, random.between(100, 199))
      await campaign.more(2)
    }
  }
  // The same load first while everybody reads: it fills what the server keeps of it anyway.
  await load()
  const before = await readUsage(server)
  let cost = 0
  await campaign.fault(`${slow.length} clients read nothing`, async () => {
    for (const { observer } of slow) observer.freeze()
    await load()
    cost = (used(await readUsage(server)) - used(before)) / slow.length
    for (const { observer } of slow) observer.thaw()
  })
  await campaign.more(10)
  const outcome = await campaign.finish()
  const [fault] = outcome.faults
  const names = new Set(slow.map(({ observer }) => observer.name))
  const others = { ...outcome, observations: outcome.observations.filter(({ name }) => !names.has(name)) }
  const late = percentile(measureLateness(others, during(fault ?? { from: 0, to: 0 })), 0.99)
  const calm = percentile(measureLateness(others, inCalm(outcome)), 0.99)
  return {
    outcomes: [outcome],
    problems: [
      ...(cost > COST_LIMIT_BYTES ? [`a slow client costs ${Math.round(cost)} bytes`] : []),
      ...(late - calm > LATE_LIMIT_MS ? [`others heard ${late - calm} ms later than in calm`] : []),
    ],
    measures: {
      'memory for each slow client, KiB': Math.round(cost / 1024),
      'late for the others, calm p99 ms': calm,
      'late for the others meanwhile, p99 ms': late,
    },
  }
}

const used = ({ heapUsed, external }: Usage): number => heapUsed + external

async function seatSlow({ urls }: Stage, campaign: Campaign): Promise<Seat[]> {
  const person = await signIn(urls[0] ?? '', 'superadmin')
  const addresses = urls.map((url) => url.replace('http', 'ws'))
  const seats = Array.from({ length: SLOW_CLIENTS }, (_, place): Seat => {
    const observer = startObserver({ name: `slow ${place + 1}`, addresses, urls, client: person.client })
    return { observer, person }
  })
  const isThere = await waitUntil(() => seats.every(({ observer }) => observer.cursors.size > 1), {
    withinMs: 30_000,
  })
  if (!isThere) campaign.problem('the slow ones could not watch')
  for (const seat of seats) campaign.add(seat)
  return seats
}

/** A demo hospital has few crates. */
async function stockUp({ database }: Stage): Promise<void> {
  await database.query(
    `INSERT INTO crates (id, number, number_year, number_seq, unit_id, label, location)
     SELECT gen_random_uuid(), 'CR-1999-' || n, 1999, n, id, 'Ward books', 'A-1'
       FROM units, generate_series(1, 400) AS n WHERE name = 'Surgery'`,
  )
}

/** So many crates move at once: fewer than a batch would merge. */
async function writeMuch({ database }: Stage, rows: number): Promise<void> {
  await database.query(
    `UPDATE crates SET version = version + 1
      WHERE id IN (SELECT id FROM crates ORDER BY random() LIMIT $1 FOR UPDATE SKIP LOCKED)`,
    [rows],
  )
  await sleep(300)
}

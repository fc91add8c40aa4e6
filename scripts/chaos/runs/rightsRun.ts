import { randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { startCampaign, type Campaign } from '../campaign.ts'
import { withCampaign, type ChaosRun, type RunContext } from '../chaosRun.ts'
import { startObserver } from '../observers/observer.ts'
import { signIn, type Seat } from '../observers/seatObservers.ts'
import { readRights } from '../readRights.ts'
import type { Random } from '../seededRandom.ts'
import type { Stage } from '../stage/createStage.ts'
import { waitUntil } from '../waitUntil.ts'

const NOTICED_WITHIN_MS = 15_000

/** Who is taken out: a copy of somebody of the demo hospital, watching at every process. */
interface Victim {
  readonly email: string
  readonly seats: readonly Seat[]
}

type Change = (stage: Stage, victim: Victim) => Promise<void>

const setUser = async ({ database }: Stage, { email }: Victim, set: string): Promise<void> => {
  await database.query(`UPDATE users SET ${set} WHERE email = $1`, [email])
}
const unit = (name: string): string => `unit_id = (SELECT id FROM units WHERE name = '${name}')`

/** Each takes rights away, under load; `back` gives them back. `ends`: the session is over, and a new one is needed. */
const CHANGES: Readonly<Record<string, { who: string; away: Change; back: Change; ends: boolean }>> = {
  'moved to another unit, and back': {
    who: 'nurse',
    away: (stage, victim) => setUser(stage, victim, unit('Radiology')),
    back: (stage, victim) => setUser(stage, victim, unit('Surgery')),
    ends: false,
  },
  'no admin any more, and again': {
    who: 'admin',
    away: (stage, victim) => setUser(stage, victim, `role = 'clerk', ${unit('Pharmacy')}`),
    back: (stage, victim) => setUser(stage, victim, `role = 'admin', unit_id = NULL`),
    ends: false,
  },
  'disabled, and enabled': {
    who: 'manager.radiology',
    away: (stage, victim) => setUser(stage, victim, `status = 'disabled'`),
    back: (stage, victim) => setUser(stage, victim, `status = 'active'`),
    ends: true,
  },
  'sessions revoked, and signed in again': {
    who: 'clerk.surgery',
    away: async ({ database }, { email }) => {
      await database.query(
        `UPDATE sessions SET revoked_at = now() WHERE user_id = (SELECT id FROM users WHERE email = $1)`,
        [email],
      )
    },
    back: () => Promise.resolve(),
    ends: true,
  },
}

/** Rights are taken away and given back under load: nobody hears anything from a position behind the change. */
export const rightsRun: ChaosRun = {
  name: 'rights',
  about: 'people moved, demoted, disabled, signed out and taken back, under load',
  async run(context) {
    const { isShort, random } = context
    return await context.onPlainStage(async (stage) => {
      const starting = startCampaign({
        stage,
        random: random.fork(),
        writers: isShort ? 12 : 20,
        observers: isShort ? 6 : 16,
        paceMs: isShort ? 120 : 200,
      })
      return await withCampaign(starting, (campaign) => play(stage, campaign, context))
    })
  },
}

async function play(stage: Stage, campaign: Campaign, { isShort, random, seconds }: RunContext) {
  const endsAt = Date.now() + (seconds ?? 0) * 1_000
  const noticed: number[] = []
  let rounds = isShort ? 1 : 6
  while (rounds > 0 || Date.now() < endsAt) {
    for (const name of shuffle(Object.keys(CHANGES), random))
      noticed.push(await takeAway(stage, campaign, name))
    rounds -= 1
  }
  await campaign.more(20)
  const { database } = stage
  const rights = await readRights(database)
  const outcome = await campaign.finish(({ observer, person }) => rights(person, sessionOf(observer)))
  return {
    outcomes: [outcome],
    measures: { 'closed after the change, max ms': Math.max(...noticed) },
    counts: { 'rights taken away': noticed.length },
  }
}

async function takeAway(stage: Stage, campaign: Campaign, name: string): Promise<number> {
  const change = CHANGES[name]
  if (change === undefined) throw new Error(`there is no change "${name}"`)
  const victim = await makeVictim(stage, campaign, change.who)
  await campaign.more(5)
  let took = 0
  await campaign.fault(name, async () => {
    const from = Date.now()
    await change.away(stage, victim)
    const isClosed = await waitUntil(() => victim.seats.every(hasClosedSince(from)), {
      withinMs: NOTICED_WITHIN_MS,
      everyMs: 5,
    })
    took = Date.now() - from
    if (!isClosed) campaign.problem(`${name}: not noticed within ${NOTICED_WITHIN_MS} ms`)
    await campaign.more(10)
    await change.back(stage, victim)
    if (change.ends) await seatAgain(stage, campaign, victim.email)
    await campaign.more(10)
  })
  return took
}

const hasClosedSince =
  (from: number) =>
  ({ observer }: Seat): boolean =>
    observer.entries.some((entry) => entry.kind === 'closed' && entry.at >= from && entry.code >= 4000)

async function makeVictim(stage: Stage, campaign: Campaign, who: string): Promise<Victim> {
  const email = `${randomUUID().slice(0, 8)}.${who}@wardline.test`
  await stage.database.query(
    `INSERT INTO users (id, email, name, role, unit_id, password_hash)
     SELECT gen_random_uuid(), $1, name || ' (victim)', role, unit_id, password_hash FROM users WHERE email = $2`,
    [email, `${who}@wardline.test`],
  )
  return { email, seats: await seatAgain(stage, campaign, email) }
}

/** One seat at each process, in one session. */
async function seatAgain({ urls }: Stage, campaign: Campaign, email: string): Promise<Seat[]> {
  const person = await signIn(urls[0] ?? '', email)
  const seats = urls.map((_, place) => {
    const order = [...urls.slice(place), ...urls.slice(0, place)]
    const observer = startObserver({
      name: `${email} at ${place + 1}`,
      addresses: order.map((url) => url.replace('http', 'ws')),
      urls,
      client: person.client,
    })
    return { observer, person }
  })
  for (const seat of seats) campaign.add(seat)
  const isThere = await waitUntil(
    () => seats.every(({ observer }) => observer.isSettled && observer.cursors.size > 1),
    {
      withinMs: NOTICED_WITHIN_MS,
    },
  )
  if (!isThere) campaign.problem(`${email} could not watch`)
  return seats
}

const sessionOf = ({ client }: Seat['observer']): string => String(decodeJwt(client.access)['sid'])

function shuffle<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((one) => ({ one, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

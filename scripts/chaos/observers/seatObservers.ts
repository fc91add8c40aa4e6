import { signInAsScript, type ScriptClient } from '../../../e2e/harness/scriptClient.ts'
import type { Stage } from '../stage/createStage.ts'
import { startObserver, type Observer } from './observer.ts'

/** An observer with the person it plays. */
export interface Seat {
  readonly observer: Observer
  readonly person: Person
  /** What it met before is another history's: so many of its entries. Default 0. */
  readonly from?: number
}

/** Who an observer is, as far as rights go. */
export interface Person {
  readonly id: string
  readonly role: string
  readonly unitId: string | null
  readonly client: ScriptClient
}

/** Of different units and roles; some read all units. */
const PEOPLE = [
  'surgeryClerk',
  'radiologyManager',
  'admin',
  'nurse',
  'radiologyClerk',
  'planner',
  'superadmin',
  'secondSurgeryManager',
  'doctor',
  'surgeryManager',
] as const

const SUBSCRIBED_WITHIN_MS = 30_000

/** Signs people in, as many as there are seats for, and lets each watch from several places, a different process first. */
export async function seatObservers(
  stage: Pick<Stage, 'urls'>,
  { count, ports }: { readonly count: number; readonly ports?: readonly number[] },
): Promise<Seat[]> {
  const [url = ''] = stage.urls
  const addresses =
    ports?.map((port) => `ws://127.0.0.1:${port}`) ?? stage.urls.map((of) => of.replace('http', 'ws'))
  const names = PEOPLE.slice(0, Math.min(PEOPLE.length, Math.ceil(count / 2)))
  const people = await Promise.all(names.map((name) => signIn(url, name)))
  const seats = Array.from({ length: count }, (_, place): Seat => {
    const at = place % people.length
    const person = people[at]
    if (person === undefined) throw new Error('nobody was signed in')
    const round = Math.floor(place / people.length)
    const order = [...addresses.slice((place + round) % addresses.length), ...addresses].slice(
      0,
      addresses.length,
    )
    const name = `${names[at]} ${round + 1}`
    const observer = startObserver({ name, addresses: order, urls: stage.urls, client: person.client })
    return { observer, person }
  })
  await untilSubscribed(seats)
  return seats
}

export async function signIn(url: string, name: string): Promise<Person> {
  const client = await signInAsScript(url, name)
  const me = await client.must<{ id: string; role: string; unit: { id: string } | null }>('GET', '/api/me')
  return { id: me.id, role: me.role, unitId: me.unit?.id ?? null, client }
}

/** The topics that somebody in this role and unit may hear; nobody subscribes to single rows here. */
export function topicsOf({ id, role, unitId }: Pick<Person, 'id' | 'role' | 'unitId'>): ReadonlySet<string> {
  const isHouse = role === 'admin' || role === 'superadmin'
  const units = isHouse ? ['units'] : unitId === null ? [] : [`unit:${unitId}`]
  return new Set(['directory', 'everyone', `user:${id}`, ...units])
}

async function untilSubscribed(seats: readonly Seat[]): Promise<void> {
  const limit = Date.now() + SUBSCRIBED_WITHIN_MS
  for (;;) {
    const missing = seats.filter(({ observer }) => observer.cursors.size < 2 || !observer.isSettled)
    if (missing.length === 0) return
    if (Date.now() > limit)
      throw new Error(`not subscribed: ${missing.map(({ observer }) => observer.name).join()}`)
    await new Promise((resolve) => void setTimeout(resolve, 50))
  }
}

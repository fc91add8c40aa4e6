import { ArchiveRequest, RequestPage } from '../../../lib/domains/archive/contract/archiveRequest.ts'
import { Crate, CratePage, CrateRelocated } from '../../../lib/domains/archive/contract/crate.ts'
import {
  BUILDINGS,
  COMMENTS,
  NOTES,
  PERIODS,
  QUESTIONS,
  REASONS,
  SERIES,
  WARDS,
} from '../../../lib/domains/archive/server/demo/demoWords.ts'
import type { SeededRandom } from '../../../lib/domains/archive/server/demo/seededRandom.ts'
import type { DemoClient } from './demoClient.ts'

/** Something that people of an archive do all day. Says what was done; null when there was nothing to do. */
export type Act = (client: DemoClient, random: SeededRandom) => Promise<string | null>

const place = (random: SeededRandom) =>
  `${random.pick(BUILDINGS)}, aisle ${1 + random.int(40)}, shelf ${1 + random.int(8)}`

const register: Act = async (client, random) => {
  const year = new Date().getFullYear() - random.int(3)
  const label = `${random.pick(SERIES).name}, ${random.pick(WARDS)}, ${random.pick(PERIODS)} ${year}`
  const crate = Crate.parse(await client.post('/api/archive/crates', { label, location: place(random) }))
  return `registers ${crate.number}`
}

const relocate: Act = async (client, random) => {
  const crates = await storedCrates(client, random, 1 + random.int(4))
  if (crates.length === 0) return null
  const location = place(random)
  const items = crates.map(({ id, version }) => ({ id, version, location }))
  const { changed, refused } = CrateRelocated.parse(
    await client.post('/api/archive/crates/relocate', { items }),
  )
  const left = refused.length > 0 ? `, ${refused.length} left where they are` : ''
  return `moves ${changed.map(({ number }) => number).join(', ') || 'nothing'} to ${location}${left}`
}

const ask: Act = async (client, random) => {
  const crates = await storedCrates(client, random, 1 + random.int(3))
  if (crates.length === 0) return null
  const body = {
    kind: 'withdrawal',
    crate_ids: crates.map(({ id }) => id),
    reason: random.pick(REASONS.withdrawal),
  }
  const request = ArchiveRequest.parse(await client.post('/api/archive/requests', body))
  return `asks for ${crates.map(({ number }) => number).join(', ')} in ${request.number}`
}

const decide: Act = async (client, random) => {
  const request = await someRequest(client, random, 'waiting=true')
  if (request === null) return null
  const canSendBack = request.status === 'pending' && random.chance(0.15)
  const decision = canSendBack ? 'send-back' : random.chance(0.15) ? 'reject' : 'approve'
  const reason = random.pick(canSendBack ? QUESTIONS : NOTES)
  await client.post(`/api/archive/requests/${request.id}/${decision}`, { version: request.version, reason })
  return `${{ approve: 'approves', reject: 'rejects', 'send-back': 'sends back' }[decision]} ${request.number}`
}

const resubmit: Act = async (client, random) => {
  const request = await someRequest(client, random, 'status=sent_back')
  if (request === null) return null
  await client.post(`/api/archive/requests/${request.id}/resubmit`, { version: request.version })
  return `resubmits ${request.number}`
}

const bringBack: Act = async (client, random) => {
  const request = await someRequest(client, random, 'kind=withdrawal&status=approved')
  if (request === null) return null
  await client.post(`/api/archive/requests/${request.id}/return`, { version: request.version })
  return `brings back the crates of ${request.number}`
}

const comment: Act = async (client, random) => {
  const request = await someRequest(client, random, 'open=true')
  if (request === null) return null
  await client.post(`/api/archive/requests/${request.id}/comments`, { body: random.pick(COMMENTS) })
  return `comments on ${request.number}`
}

/** What each sort of person does, the frequent more often. */
export const ACTS = {
  staff: [
    register,
    register,
    relocate,
    relocate,
    relocate,
    ask,
    ask,
    ask,
    comment,
    resubmit,
    bringBack,
    bringBack,
  ],
  manager: [decide, decide, decide, decide, comment, relocate],
} as const satisfies Record<string, readonly Act[]>

async function storedCrates(client: DemoClient, random: SeededRandom, count: number): Promise<Crate[]> {
  const path = '/api/archive/crates?status=stored&limit=50'
  const { items } = CratePage.parse(await client.get(path))
  const start = random.int(Math.max(1, items.length - count))
  return items.slice(start, start + count)
}

async function someRequest(
  client: DemoClient,
  random: SeededRandom,
  filter: string,
): Promise<ArchiveRequest | null> {
  const { items } = RequestPage.parse(await client.get(`/api/archive/requests?${filter}&limit=20`))
  return items.length === 0 ? null : random.pick(items)
}

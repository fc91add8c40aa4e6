import type { Answer, Asker, Hospital, Sent } from './createHospital.ts'
import type { MadeRequest, Things } from './createThings.ts'

/** What an answer must be. `hidden`: as if it did not exist. */
export type Verdict = 'yes' | 'no' | 'hidden' | 'conflict' | 'invalid'

export const STATUS: Readonly<Record<Verdict, (status: number) => boolean>> = {
  yes: (status) => status >= 200 && status < 300,
  no: (status) => status === 403,
  hidden: (status) => status === 404,
  conflict: (status) => status === 409,
  invalid: (status) => status === 422,
}

/** One try at one route. */
export interface Trial {
  /** What it is about, in words. */
  readonly about: string
  readonly sent: Sent
  /** Read off the policy. */
  readonly expected: Verdict
  /** Of what the answer shows: what must be there, and nothing else. */
  readonly shows?: { readonly wanted: unknown; readonly seen: (answer: Answer) => unknown }
}

/** What trials are made with. */
export interface World {
  readonly hospital: Hospital
  readonly things: Things
  /** Crates and requests that stand still, in each unit and between them. */
  readonly fixed: FixedThings
}

export interface FixedThings {
  readonly crates: readonly { readonly id: string; readonly unitId: string }[]
  readonly requests: readonly MadeRequest[]
  /** Requests that were decided on; not among the others. */
  readonly closed: readonly { readonly unitId: string; readonly toUnitId: string | null }[]
  /** Activity of one change in each unit, and of what is another's now. `subjectUnitId`: where it is. */
  readonly activity: readonly {
    readonly position: number
    readonly unitId: string
    readonly subjectUnitId: string
  }[]
  /** By an admin, to everyone. */
  readonly sent: { readonly sendId: string; readonly createdById: string }
  /** Of everybody in the hospital, of two, and of nobody who asks. */
  readonly conversations: readonly { readonly id: string; readonly people: readonly string[] }[]
}

/** A route's place in the table: what this person tries there, and what the policy says to it. */
export type RouteEntry = (world: World, asker: Asker) => Promise<readonly Trial[]>

/** What the policy says of a thing: one that may not be read is not there. */
export const verdict = (reads: boolean, may: boolean): Verdict => (reads ? (may ? 'yes' : 'no') : 'hidden')

/** A JSON body with its header. */
export const json = (body: unknown): Sent => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** The ids of an answer's items, in some order. */
export const idsOf = ({ json: body }: Answer): string[] =>
  ((body as { items?: { id: string }[] } | null)?.items ?? []).map(({ id }) => id).toSorted()

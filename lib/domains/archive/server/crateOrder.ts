import * as z from 'zod'
import { isUsableDay } from '../calendarDay.ts'
import { Day } from '../contract/fields.ts'
import { Prisma } from '../../../platform/database/generated/client.ts'
import { CRATE_SORTS, CRATE_STATUSES, type CrateFilter, type CrateSort } from '../contract/crate.ts'

interface KeyColumn {
  readonly column: Prisma.Sql
  /** How a value of it is written down in a cursor. */
  readonly text: Prisma.Sql
  readonly shape: z.ZodType<string | null>
  readonly type: Prisma.Sql
}

/** An order that is the same every time: no two crates have the same key. */
export interface CrateOrder {
  readonly descending: boolean
  readonly key: readonly KeyColumn[]
  /** What of the key is enough to find the crate. An index over all of the key holds it, too. */
  readonly identity: Prisma.Sql
  /** The first column may be null; such rows stand last, whichever way the list is turned. */
  readonly nullable: boolean
}

/** Where a crate stands in an order: the values of its key, as a cursor has them. */
export type CrateKey = readonly (string | null)[]

const { raw, sql } = Prisma

function keyColumn(name: string, type: string, shape: z.ZodType<string | null>): KeyColumn {
  const column = raw(`crates.${name}`)
  const utc = sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  return { column, text: type === 'timestamptz' ? utc : sql`${column}::text`, shape, type: raw(type) }
}

const ID = keyColumn('id', 'uuid', z.uuid())
const NUMBER = ['number_year', 'number_seq'].map((name) =>
  keyColumn(name, 'int', z.string().regex(/^\d{1,9}$/)),
)

const KEYS: Readonly<Record<CrateSort, readonly KeyColumn[]>> = {
  number: NUMBER,
  label: [keyColumn('label', 'text', z.string()), ID],
  location: [keyColumn('location', 'text', z.string()), ID],
  status: [keyColumn('status', 'crate_status', z.enum(CRATE_STATUSES)), ...NUMBER],
  retain_until: [keyColumn('retain_until', 'date', z.nullable(Day)), ID],
  updated_at: [keyColumn('updated_at', 'timestamptz', z.iso.datetime().refine(isUsableDay)), ID],
}

/** The order that a list asks for; newest number first by default. */
export function crateOrder(sort: CrateFilter['sort'] = '-number'): CrateOrder {
  const name = CRATE_SORTS.find((each) => sort === each || sort === `-${each}`) ?? 'number'
  const key = KEYS[name]
  return {
    descending: sort.startsWith('-'),
    key,
    identity: raw(key.includes(ID) ? 'id' : 'number_year, number_seq'),
    nullable: name === 'retain_until',
  }
}

const list = (parts: readonly Prisma.Sql[]) => Prisma.join([...parts])

/** What follows ORDER BY. As the indexes have it, to the word. */
export function orderBy({ key, descending, nullable }: CrateOrder): Prisma.Sql {
  const direction = raw(descending ? 'DESC' : 'ASC')
  return list(
    key.map(({ column }, index) =>
      index === 0 && nullable ? sql`${column} ${direction} NULLS LAST` : sql`${column} ${direction}`,
    ),
  )
}

/** The key as a column of its own, ready to be written into a cursor. */
export function keyOf({ key }: CrateOrder): Prisma.Sql {
  return sql`jsonb_build_array(${list(key.map(({ text }) => text))})`
}

/** What a cursor of this order holds. */
export const keyShape = ({ key }: CrateOrder): z.ZodType<CrateKey> =>
  z
    .array(z.string().nullable())
    .refine(
      (values) =>
        values.length === key.length &&
        key.every(({ shape }, index) => shape.safeParse(values[index]).success),
    )

/** The crates that come after the one with this key. */
export function after({ key, descending, nullable }: CrateOrder, values: CrateKey): Prisma.Sql {
  const further = raw(descending ? '<' : '>')
  const columns = list(key.map(({ column }) => column))
  const bounds = list(key.map(({ type }, index) => sql`${values[index] ?? null}::${type}`))
  const beyond = sql`(${columns}) ${further} (${bounds})`
  const [first] = key
  if (!nullable || first === undefined) return beyond
  if (values[0] !== null) return sql`(${beyond} OR ${first.column} IS NULL)`
  return sql`(${first.column} IS NULL AND ${ID.column} ${further} ${values.at(-1) ?? null}::uuid)`
}

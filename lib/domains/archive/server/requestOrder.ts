import * as z from 'zod'
import { isUsableDay } from '../calendarDay.ts'
import { Day } from '../contract/fields.ts'
import { Prisma } from '../../../platform/database/generated/client.ts'
import { REQUEST_SORTS, type RequestFilter, type RequestSort } from '../contract/archiveRequest.ts'

interface KeyColumn {
  readonly value: Prisma.Sql
  /** How a value of it is written down in a cursor. */
  readonly text: Prisma.Sql
  readonly shape: z.ZodType<string>
  readonly type: Prisma.Sql
}

/** An order that is the same every time: no two requests have the same key. */
export interface RequestOrder {
  readonly descending: boolean
  readonly key: readonly KeyColumn[]
}

/** Where a request stands in an order: the values of its key, as a cursor has them. */
export type RequestKey = readonly string[]

const { raw, sql } = Prisma

const column = (value: string, type: string, shape: z.ZodType<string>): KeyColumn => ({
  value: raw(value),
  text: raw(`(${value})::text`),
  shape,
  type: raw(type),
})

const instant = (name: string): KeyColumn => ({
  ...column(`archive_requests.${name}`, 'timestamptz', z.iso.datetime().refine(isUsableDay)),
  text: raw(`to_char(archive_requests.${name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`),
})

/** Requests without such a day stand last, whichever way the list is turned. */
const dueOn = (last: 'infinity' | '-infinity'): KeyColumn =>
  column(`COALESCE(archive_requests.due_on, '${last}'::date)`, 'date', z.union([Day, z.literal(last)]))

const ID = column('archive_requests.id', 'uuid', z.uuid())
const Count = z.string().regex(/^\d{1,9}$/)

const KEYS: Readonly<Record<RequestSort, (descending: boolean) => readonly KeyColumn[]>> = {
  created_at: () => [instant('created_at'), ID],
  updated_at: () => [instant('updated_at'), ID],
  // The kind's two letters, then as numbers: TR-2026-1000 comes after TR-2026-999.
  number: () => [
    column('left(archive_requests.number, 2)', 'text', z.string().length(2)),
    column('archive_requests.number_year', 'int', Count),
    column('archive_requests.number_seq', 'int', Count),
  ],
  due_on: (descending) => [dueOn(descending ? '-infinity' : 'infinity'), ID],
}

/** The order that a list asks for; newest first by default. */
export function requestOrder(sort: RequestFilter['sort'] = '-created_at'): RequestOrder {
  const descending = sort.startsWith('-')
  const name = REQUEST_SORTS.find((each) => sort === each || sort === `-${each}`) ?? 'created_at'
  return { descending, key: KEYS[name](descending) }
}

/** What follows ORDER BY. */
export const orderBy = ({ key, descending }: RequestOrder): Prisma.Sql =>
  Prisma.join(key.map(({ value }) => sql`${value} ${raw(descending ? 'DESC' : 'ASC')}`))

/** The key as a column of its own, ready to be written into a cursor. */
export const keyOf = ({ key }: RequestOrder): Prisma.Sql =>
  sql`jsonb_build_array(${Prisma.join(key.map(({ text }) => text))})`

/** What a cursor of this order holds. */
export const keyShape = ({ key }: RequestOrder): z.ZodType<RequestKey> =>
  z
    .array(z.string())
    .refine(
      (values) =>
        values.length === key.length &&
        key.every(({ shape }, index) => shape.safeParse(values[index]).success),
    )

/** The requests that come after the one with this key. */
export function after({ key, descending }: RequestOrder, values: RequestKey): Prisma.Sql {
  const columns = Prisma.join(key.map(({ value }) => value))
  const bounds = Prisma.join(key.map(({ type }, index) => sql`${values[index] ?? ''}::${type}`))
  return sql`(${columns}) ${raw(descending ? '<' : '>')} (${bounds})`
}

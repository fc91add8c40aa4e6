import type { WardlineTx } from '../../../platform/database/createDatabase.ts'

/** A number as people read it, with what it sorts by. */
export interface SeriesNumber {
  readonly number: string
  readonly numberYear: number
  readonly numberSeq: number
}

export const formatNumber = (prefix: string, year: number, seq: number): string =>
  `${prefix}-${year}-${String(seq).padStart(3, '0')}`

/**
 * Takes the next numbers of a series, in one statement. Call it outside the write's transaction: the row is locked for
 * that statement only, and a write that fails leaves a gap.
 */
export async function takeNumbers(
  database: Pick<WardlineTx, '$queryRaw'>,
  prefix: string,
  { year, count }: { readonly year: number; readonly count: number },
): Promise<SeriesNumber[]> {
  const [row] = await database.$queryRaw<{ last: number }[]>`
    INSERT INTO number_series (prefix, year, last) VALUES (${prefix}, ${year}, ${count})
    ON CONFLICT (prefix, year) DO UPDATE SET last = number_series.last + excluded.last
    RETURNING last`
  if (row === undefined) throw new Error(`no number came for ${prefix}-${year}`)
  return Array.from({ length: count }, (_, index) => {
    const numberSeq = row.last - count + 1 + index
    return { number: formatNumber(prefix, year, numberSeq), numberYear: year, numberSeq }
  })
}

/** Takes the next number of a series, as `takeNumbers` does. */
export async function takeNumber(
  database: Pick<WardlineTx, '$queryRaw'>,
  prefix: string,
  year: number,
): Promise<SeriesNumber> {
  const [next] = await takeNumbers(database, prefix, { year, count: 1 })
  if (next === undefined) throw new Error(`no number came for ${prefix}-${year}`)
  return next
}

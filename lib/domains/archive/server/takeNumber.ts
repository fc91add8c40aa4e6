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
 * Takes the next number of a series. Call it outside the write's transaction: the row is locked for one statement only,
 * and a write that fails leaves a gap.
 */
export async function takeNumber(
  database: Pick<WardlineTx, '$queryRaw'>,
  prefix: string,
  year: number,
): Promise<SeriesNumber> {
  const [row] = await database.$queryRaw<{ last: number }[]>`
    INSERT INTO number_series (prefix, year, last) VALUES (${prefix}, ${year}, 1)
    ON CONFLICT (prefix, year) DO UPDATE SET last = number_series.last + 1
    RETURNING last`
  if (row === undefined) throw new Error(`no number came for ${prefix}-${year}`)
  return { number: formatNumber(prefix, year, row.last), numberYear: year, numberSeq: row.last }
}

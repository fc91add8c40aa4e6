import { Prisma } from '../../../platform/database/generated/client.ts'
import { escapeLike } from './archiveScope.ts'

const { sql } = Prisma

/** The pattern with any character in the place of those that have no place in ASCII. */
const roughly = (pattern: string): string => pattern.replaceAll(/[^\p{ASCII}]/gu, '_')

/**
 * Whether a text is like a LIKE pattern, capitals or not. Folding the capitals of all languages takes most of a search's
 * time, so it is done only where the pattern has such letters, and only for what fits without them. The indexes of
 * such searches are in the collation "C".
 */
export function caselessLike(text: Prisma.Sql, pattern: string): Prisma.Sql {
  const rough = sql`${text} COLLATE "C" ILIKE ${roughly(pattern)}`
  return roughly(pattern) === pattern ? rough : sql`(${rough} AND ${text} ILIKE ${pattern})`
}

/** Whether a text begins with these words, capitals or not. The same trade as in `caselessLike`. */
export function beginsWith(text: Prisma.Sql, words: string): Prisma.Sql {
  const pattern = `${escapeLike(words)}%`
  const rough = sql`lower(${text} COLLATE "C") LIKE lower(${roughly(pattern)} COLLATE "C")`
  return roughly(pattern) === pattern ? rough : sql`(${rough} AND lower(${text}) LIKE lower(${pattern}))`
}

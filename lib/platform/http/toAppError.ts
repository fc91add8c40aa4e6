import { AppError } from '../appError.ts'
import { isDatabaseUnavailable, isTransactionConflict } from '../database/databaseUnavailable.ts'

/** Somebody else's write came first: unique, foreign key, exclusion. In Prisma's words, its drivers' and PostgreSQL's. */
const CONFLICT = new Set(
  'P2002 P2003 P2014 23503 23505 23P01 UniqueConstraintViolation ForeignKeyConstraintViolation'.split(' '),
)

/** Names any failure in the one error table. What is not known is `internal`, with the cause kept for the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (isDatabaseUnavailable(error)) {
    return new AppError('unavailable', { cause: error, retryAfterMs: 2_000 })
  }
  const codes = codesOf(error)
  if (isTransactionConflict(error) || codes.some((code) => CONFLICT.has(code))) {
    return new AppError('conflict', { cause: error })
  }
  if (codes.includes('P2025')) return new AppError('not_found', { cause: error })
  return new AppError('internal', { cause: error })
}

/** Every code that an error and what it wraps carry, wherever Prisma and its driver put them. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const own = ['code', 'originalCode', 'kind'].flatMap((key) => {
    const value: unknown = Reflect.get(error, key)
    return typeof value === 'string' ? [value] : []
  })
  const inner = ['cause', 'meta', 'driverAdapterError'].flatMap((key) =>
    codesOf(Reflect.get(error, key), depth + 1),
  )
  return [...own, ...inner]
}

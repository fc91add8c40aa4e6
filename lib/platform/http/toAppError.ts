import { AppError } from '../appError.ts'

/** Prisma's codes (P…), SQLSTATEs and socket errors that say the database is away or too busy to answer. */
const UNAVAILABLE = new Set(
  [
    'P1000 P1001 P1002 P1003 P1008 P1010 P1011 P1017 P2024 P2028 P2037',
    '53000 53100 53200 53300 57P01 57P02 57P03 08000 08001 08003 08004 08006 25006',
    'ECONNREFUSED ECONNRESET ETIMEDOUT EPIPE ENOTFOUND EHOSTUNREACH ENETUNREACH ENOENT',
    'DatabaseNotReachable ConnectionClosed SocketTimeout TooManyConnections TlsConnectionError',
  ].flatMap((line) => line.split(' ')),
)

/** Somebody else's write came first: unique, foreign key, serialisation, deadlock. */
const CONFLICT = new Set(
  [
    'P2002 P2003 P2014 P2034 23503 23505 23P01 40001 40P01',
    'UniqueConstraintViolation ForeignKeyConstraintViolation TransactionWriteConflict',
  ].flatMap((line) => line.split(' ')),
)

/** Names any failure in the one error table. What is not known is `internal`, with the cause kept for the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const codes = codesOf(error)
  if (codes.some((code) => UNAVAILABLE.has(code))) {
    return new AppError('unavailable', { cause: error, retryAfterMs: 2_000 })
  }
  if (codes.some((code) => CONFLICT.has(code))) return new AppError('conflict', { cause: error })
  if (codes.includes('P2025')) return new AppError('not_found', { cause: error })
  return new AppError('internal', { cause: error })
}

/** Every code that an error and what it wraps carry, wherever Prisma and its driver put them. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const own = ['code', 'originalCode', 'errorCode', 'kind'].flatMap((key) => {
    const value: unknown = Reflect.get(error, key)
    return typeof value === 'string' ? [value] : []
  })
  const inner = ['cause', 'meta', 'driverAdapterError'].flatMap((key) =>
    codesOf(Reflect.get(error, key), depth + 1),
  )
  return [...own, ...inner]
}

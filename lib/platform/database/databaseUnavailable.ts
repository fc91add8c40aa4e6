/** The database cannot be reached, or has no room now: for another connection, or on its disk. What was asked may be asked again. */
export class DatabaseUnavailable extends Error {
  /** In the words of Prisma's drivers, so that error tables know it. */
  readonly code = 'DatabaseNotReachable'

  constructor(cause: unknown) {
    super('The database cannot be reached.', { cause })
    this.name = 'DatabaseUnavailable'
  }
}

const UNAVAILABLE_CODES = new Set([
  // Prisma: not reachable, timed out, connection closed, no free connection in time
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2037',
  // Prisma's driver adapters
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  // PostgreSQL: out of resources, of disk, of memory; its disk fails
  '53000',
  '53100',
  '53200',
  '58030',
  // PostgreSQL: connection exceptions, too many connections, shutting down, crashed, starting, read-only standby
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '25006',
  // Sockets
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
])

/** What pg and Prisma say without a code. */
const UNAVAILABLE_WORDS =
  /connection terminated|timeout exceeded when trying to connect|connection ended|client has encountered a connection error|unable to start a transaction in the given time|server closed the connection/i

/** Whether an error, or what it wraps, says that the database is away. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true
  return errorChain(error).some(
    (link) =>
      codesOf(link).some((code) => UNAVAILABLE_CODES.has(code)) || UNAVAILABLE_WORDS.test(messageOf(link)),
  )
}

/** Whether a transaction lost against another one (40001, 40P01) and would succeed if it were run again. */
export function isTransactionConflict(error: unknown): boolean {
  return errorChain(error).some((link) =>
    codesOf(link).some((code) => ['P2034', 'TransactionWriteConflict', '40001', '40P01'].includes(code)),
  )
}

/** The error and everything in it that may carry a code: Prisma nests the driver's error in several ways. */
function errorChain(error: unknown, depth = 0): object[] {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const inner = ['cause', 'meta', 'driverAdapterError'].flatMap((key) =>
    errorChain(Reflect.get(error, key), depth + 1),
  )
  return [error, ...inner]
}

function codesOf(link: object): string[] {
  return ['code', 'originalCode', 'kind'].flatMap((key) => {
    const value: unknown = Reflect.get(link, key)
    return typeof value === 'string' ? [value] : []
  })
}

function messageOf(link: object): string {
  const message: unknown = Reflect.get(link, 'message')
  return typeof message === 'string' ? message : ''
}

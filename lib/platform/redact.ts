import { types } from 'node:util'

const HIDDEN = '[redacted]'

/** Fields that hold a credential by their name, alone or at the end of a longer one (`passwordHash`, `set-cookie`). */
const SECRET_FIELD =
  /(^|[-_a-z])(password|passwd|password_?hash|secret|token|cookie|authorization|proof|api[-_]?key|credentials?)$/i
const SECRET_EXACT = new Set(['access', 'refresh', 'jwt', 'bearer'])

/** Credentials inside of texts: in addresses, headers, connection strings. */
const IN_TEXT: readonly [RegExp, string][] = [
  [/([?&](?:token|access_token|refresh_token|password)=)[^&\s"']+/gi, `$1${HIDDEN}`],
  [/\b(bearer[. ])[\w.~+/=-]+/gi, `$1${HIDDEN}`],
  [/\bproof\.[0-9a-f]+/gi, `proof.${HIDDEN}`],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]+)*/g, HIDDEN],
  [/(\w+:\/\/[^\s/:@]*:)[^\s@]+@/g, `$1${HIDDEN}@`],
  [/((?:next-auth|wardline)[\w.-]*=)[^;\s]+/gi, `$1${HIDDEN}`],
]

const DEEPEST = 6

/**
 * What an error may say beside its message and stack: which one it is. The rest is not ours to judge: a database's error names
 * rows in `detail`, and one of a pool carries the whole connection.
 */
const ERROR_FIELDS = ['code', 'severity', 'errno', 'syscall', 'kind', 'status'] as const

/** A copy of log fields without passwords, tokens, cookies and keys, wherever they stand. Errors become plain objects. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) return '[deeper]'
  if (value instanceof Error || types.isNativeError(value)) return redactError(value, depth)
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1))
  if (value instanceof Date || ArrayBuffer.isView(value)) return value instanceof Date ? value : '[bytes]'
  return redactFields(value, depth)
}

/** The text without credentials. */
export function redactText(text: string): string {
  return IN_TEXT.reduce((line, [pattern, replacement]) => line.replace(pattern, replacement), text)
}

function redactFields(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      isSecret(name, value) ? HIDDEN : redact(value, depth + 1),
    ]),
  )
}

/** Numbers and flags named so are counts and settings, not credentials. */
function isSecret(name: string, value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined)
    return false
  return SECRET_FIELD.test(name) || SECRET_EXACT.has(name.toLowerCase())
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  return {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...Object.fromEntries(
      ERROR_FIELDS.flatMap((name) => {
        const value: unknown = Reflect.get(error, name)
        const isPlain = typeof value === 'string' || typeof value === 'number'
        return isPlain ? [[name, redact(value)]] : []
      }),
    ),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
    ...(error instanceof AggregateError ? { errors: redact(error.errors, depth + 1) } : {}),
  }
}

import { writeSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Redis } from 'ioredis'
import pg from 'pg'
import { isChaosOrder, type PointName } from './points.ts'

/**
 * Loaded into a server under test by `node --import`, and never otherwise: ends the process at a named point of the path from a
 * write to a reader, sets its clock, and counts its queries. The server's own code knows nothing of it.
 */
let armed: { readonly point: PointName; left: number } | null = null

process.on('message', (order: unknown) => {
  if (!isChaosOrder(order)) return
  if (order.kind === 'arm') armed = { point: order.point, left: order.after }
  else if (order.kind === 'disarm') armed = null
  else report(order.tag)
})
process.channel?.unref()
// Whoever started it is gone: nothing may stay behind.
process.on('disconnect', () => process.exit(1))

function pass(point: PointName): void {
  if (armed?.point !== point) return
  armed.left -= 1
  if (armed.left > 0) return
  writeSync(2, `chaos: at ${point}\n`)
  process.kill(process.pid, 'SIGKILL')
}

interface Pace {
  readonly before?: PointName
  readonly after?: PointName
}

/** Which points a query passes, by whose connection it is and what it says. */
function paceOf(application: string, text: string): Pace {
  if (application === 'wardline relay') {
    return text.startsWith('COMMIT') ? { before: 'relay before commit', after: 'relay after commit' } : {}
  }
  if (application === 'wardline log') return text.includes('WHERE topic = $1') ? { after: 'in a replay' } : {}
  if (application !== 'wardline') return {}
  if (text.startsWith('COMMIT')) return { before: 'before commit', after: 'after commit' }
  return /^(INSERT INTO|UPDATE|DELETE FROM) "public"\."(crates|archive_\w+|messages)"/.test(text)
    ? { after: 'row written' }
    : {}
}

let queries = 0
const send = pg.Client.prototype.query as (...query: unknown[]) => unknown

Reflect.set(pg.Client.prototype, 'query', function query(this: pg.Client, ...given: unknown[]): unknown {
  queries += 1
  const application = String(Reflect.get(Reflect.get(this, 'connectionParameters') ?? {}, 'application_name'))
  const pace = paceOf(application, textOf(given[0]))
  if (pace.before !== undefined) pass(pace.before)
  const { after } = pace
  if (after === undefined) return send.apply(this, given)
  const callback = given.at(-1)
  if (typeof callback === 'function') {
    const passed = (...answer: unknown[]): unknown => {
      pass(after)
      return (callback as (...answer: unknown[]) => unknown)(...answer)
    }
    return send.apply(this, [...given.slice(0, -1), passed])
  }
  const answered = send.apply(this, given)
  if (answered instanceof Promise) void answered.then(() => pass(after)).catch(() => {})
  return answered
})

function textOf(query: unknown): string {
  if (typeof query === 'string') return query.trimStart()
  const text: unknown = typeof query === 'object' && query !== null ? Reflect.get(query, 'text') : ''
  return typeof text === 'string' ? text.trimStart() : ''
}

const publish = Redis.prototype.publish as (...given: unknown[]) => unknown
Reflect.set(Redis.prototype, 'publish', function published(this: Redis, ...given: unknown[]): unknown {
  if (String(given[0]).endsWith(':log')) pass('before publish')
  return publish.apply(this, given)
})

const offsetMs = Number(process.env['WARDLINE_CHAOS_CLOCK_MS'] ?? 0)
if (offsetMs !== 0) {
  const now = Date.now.bind(Date)
  const Original = Date
  Date.now = () => now() + offsetMs
  globalThis.Date = new Proxy(Original, {
    construct: (target, given: [], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now() + offsetMs] : given, newTarget) as Date,
  })
}

// What is only waiting to be collected is nobody's.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Says, in one line, what the process holds now, and how much it has asked so far. */
function report(tag: string): void {
  collect()
  const { heapUsed, external, rss } = process.memoryUsage()
  writeSync(2, `chaos: report ${JSON.stringify({ tag, queries, heapUsed, external, rss })}\n`)
}

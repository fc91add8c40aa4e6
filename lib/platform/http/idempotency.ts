import { createHash } from 'node:crypto'
import type { Database, Stamp, WardlineTx } from '../database/createDatabase.ts'
import { AppError } from '../appError.ts'

/** A write that the client may repeat: asked for with `Idempotency-Key`, known for 24 h per person and key. */
export interface Idempotency {
  readonly userId: string
  readonly key: string
  /** Of method, path and body: another request under the same key is refused. */
  readonly requestHash: string
  /** The status that the first answer had. */
  readonly status: number
}

export interface OnceOptions<T> {
  readonly stamp: Stamp
  /** Null: the client sent no key, and the write simply runs. */
  readonly idempotency: Idempotency | null
  readonly run: (tx: WardlineTx) => Promise<T>
  /** What the write made or changed; remembered beside the key. */
  readonly resourceId: (result: T) => string
  /** Answers a repetition: reads the resource as it is now. */
  readonly replay: (tx: WardlineTx, resourceId: string) => Promise<T>
}

const KEY_SHAPE = /^[\x21-\x7e]{1,200}$/
const LIFE_HOURS = 24

/**
 * Runs a write in a transaction, once per Idempotency-Key. The key is stored by the same transaction, so that a write
 * that failed may be tried again. Throws idempotency_mismatch (another request) and idempotency_running.
 */
export async function onceInTransaction<T>(database: Database, options: OnceOptions<T>): Promise<T> {
  const { stamp, idempotency, run, resourceId, replay } = options
  return await database.inTransaction(stamp, async (tx) => {
    if (idempotency === null) return await run(tx)
    const done = await claim(tx, idempotency)
    if (done !== null) return await replay(tx, done)
    const result = await run(tx)
    await tx.idempotencyKey.create({
      data: {
        userId: idempotency.userId,
        key: idempotency.key,
        requestHash: idempotency.requestHash,
        status: idempotency.status,
        resourceId: resourceId(result),
      },
    })
    return result
  })
}

/** Null when the key is ours to use, else the resource of the write that has already been done under it. */
async function claim(tx: WardlineTx, { userId, key, requestHash }: Idempotency): Promise<string | null> {
  const name = `${userId}:${key}`
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${name}, 7)) AS free`
  if (lock?.free !== true) throw new AppError('idempotency_running')
  // A statement of its own: its snapshot must be younger than the lock.
  const [row] = await tx.$queryRaw<{ requestHash: string; resourceId: string | null; old: boolean }[]>`
    SELECT request_hash AS "requestHash", resource_id AS "resourceId",
           created_at < now() - make_interval(hours => ${LIFE_HOURS}) AS old
    FROM idempotency_keys WHERE user_id = ${userId}::uuid AND key = ${key}`
  if (row === undefined) return null
  if (row.old) {
    await tx.idempotencyKey.deleteMany({ where: { userId, key } })
    return null
  }
  if (row.requestHash !== requestHash) throw new AppError('idempotency_mismatch')
  return row.resourceId
}

/** Reads the Idempotency-Key header; null when there is none. Throws bad_request when it is no key. */
export function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get('idempotency-key')
  if (key === null) return null
  if (KEY_SHAPE.test(key)) return key
  throw new AppError('bad_request', {
    message: 'Idempotency-Key takes 1 to 200 visible characters, without spaces.',
  })
}

/** The fingerprint of a request: equal for repetitions of it, other for anything else. */
export function hashRequest(method: string, path: string, body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([method, path, body ?? null]))
    .digest('hex')
}

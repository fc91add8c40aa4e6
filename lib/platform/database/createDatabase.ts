import { setTimeout as sleep } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { EngineLogger } from '../../realtime/server/engineLogger.ts'
import { DatabaseUnavailable, isDatabaseUnavailable, isTransactionConflict } from './databaseUnavailable.ts'
import { Prisma, PrismaClient } from './generated/client.ts'
import { guardWrites } from './guardWrites.ts'
import { serialiseQueries } from './serialiseQueries.ts'

/** Who signs a transaction's changes. All null: nobody in particular (a job, a seed). */
export interface Stamp {
  readonly actorId: string | null
  readonly sessionId: string | null
  /** The client's own id of this change; its events carry it. */
  readonly changeId: string | null
  readonly address: string | null
}

/** What reads: outside a transaction, or within one. */
export type WardlinePrisma = Prisma.TransactionClient
/** What writes: handed to the callback of `inTransaction`, and good for as long as that runs. */
export type WardlineTx = Prisma.TransactionClient

export interface TransactionOptions {
  /** Default 15,000. */
  readonly timeoutMs?: number
  readonly isolation?: Prisma.TransactionIsolationLevel
}

export interface Database {
  /** Reads anywhere; a write of a live model throws `UnstampedWrite`: those go through `inTransaction`. */
  readonly prisma: WardlinePrisma
  /**
   * Runs `run` in one transaction that carries the stamp; whatever it throws rolls everything back. A transaction that
   * lost against another one is run again, up to three times: do nothing in `run` that a rollback does not undo.
   * Rejects with `DatabaseUnavailable` when the database is away; then the outcome of a commit may be unknown.
   */
  inTransaction<T>(
    stamp: Stamp,
    run: (tx: WardlineTx) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>
  /** Calls back after each commit of `inTransaction`; returns the undo. */
  onCommit(listener: () => void): () => void
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly url: string
  /** Default 10. */
  readonly poolSize?: number
  readonly logger: EngineLogger
  /** Told of every query that is sent. */
  readonly onQuery?: () => void
}

const ATTEMPTS = 4

/** The only way to the tables: a guarded client for reading, and stamped transactions for writing. */
export function createDatabase(options: DatabaseOptions): Database {
  const { logger } = options
  const pool = createPool(options, noteLoss)
  const client = new PrismaClient({
    adapter: new PrismaPg(pool, { onConnectionError: noteLoss }),
    transactionOptions: { maxWait: 5_000, timeout: 15_000 },
  })
  const listeners = new Set<() => void>()

  function noteLoss(error: Error): void {
    logger.warn({ err: error }, 'a database connection was lost')
  }

  async function attempt<T>(
    stamp: Stamp,
    run: (tx: WardlineTx) => Promise<T>,
    transaction: TransactionOptions,
  ) {
    return client.$transaction(
      async (tx) => {
        await applyStamp(tx, stamp)
        return await run(tx)
      },
      {
        ...(transaction.timeoutMs === undefined ? {} : { timeout: transaction.timeoutMs }),
        ...(transaction.isolation === undefined ? {} : { isolationLevel: transaction.isolation }),
      },
    )
  }

  function announceCommit(): void {
    for (const listener of listeners) {
      try {
        listener()
      } catch (error) {
        logger.error({ err: error }, 'a commit listener threw')
      }
    }
  }

  return {
    prisma: guardWrites(client) as unknown as WardlinePrisma,
    async inTransaction(stamp, run, transaction = {}) {
      for (let tried = 1; ; tried += 1) {
        try {
          const result = await attempt(stamp, run, transaction)
          announceCommit()
          return result
        } catch (error) {
          if (isDatabaseUnavailable(error)) throw new DatabaseUnavailable(error)
          if (tried === ATTEMPTS || !isTransactionConflict(error)) throw error
          await sleep(10 * 2 ** tried * Math.random())
        }
      }
    },
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      await client.$disconnect()
      await pool.end()
    },
  }
}

function createPool(options: DatabaseOptions, noteLoss: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    application_name: 'wardline',
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  })
  pool.on('connect', (client) => serialiseQueries(client, options.onQuery))
  // Prisma's adapter takes its own listener away before the last connections are gone, and an error that nobody hears ends
  // the process.
  pool.on('error', noteLoss)
  return pool
}

/**
 * Has what follows in the transaction signed by somebody else: for seeds, which play many people. One statement; local to
 * the transaction, so a pooled connection never carries somebody else's name.
 */
export async function applyStamp(tx: WardlineTx, stamp: Stamp): Promise<void> {
  await tx.$queryRaw(Prisma.sql`
    SELECT set_config('wardline.actor', ${stamp.actorId ?? ''}, true),
           set_config('wardline.session', ${stamp.sessionId ?? ''}, true),
           set_config('wardline.change', ${stamp.changeId ?? ''}, true),
           set_config('wardline.address', ${stamp.address ?? ''}, true)`)
}

import pg from 'pg'
import type { EngineLogger } from '../../realtime/server/engineLogger.ts'
import type { LiveLog, LogHead } from '../../realtime/server/liveLog.ts'
import { EPOCH_SQL } from './epochSql.ts'
import { LOG_COLUMNS, toLogEntry, type LogRow } from './logRow.ts'

export interface PgLiveLog extends LiveLog {
  close(): Promise<void>
}

interface HeadRow {
  readonly epoch: string
  readonly position: string
}

/** Reads the log with plain pg, over a small pool of its own: a burst of business writes never keeps readers waiting. */
export function createPgLiveLog(o: { url: string; logger: EngineLogger; poolSize?: number }): PgLiveLog {
  const pool = new pg.Pool({
    connectionString: o.url,
    max: o.poolSize ?? 3,
    application_name: 'wardline log',
    connectionTimeoutMillis: 2_000,
    query_timeout: 10_000,
    statement_timeout: 10_000,
    keepAlive: true,
  })
  pool.on('error', (error) => o.logger.warn({ err: error }, 'a connection of the log was lost'))

  async function headRow<Row extends HeadRow>(sql: string, values: unknown[]): Promise<Row> {
    const { rows } = await pool.query<Row>(sql, values)
    const row = rows[0]
    if (row === undefined) throw new Error('live_head has no row: is the database migrated?')
    return row
  }

  return {
    async head() {
      return toHead(
        await headRow(`SELECT ${EPOCH_SQL} AS epoch, h.position FROM live_head h WHERE h.id = 1`, []),
      )
    },
    async readAfter(position, limit) {
      const { rows } = await pool.query<LogRow>(
        `SELECT ${LOG_COLUMNS} FROM live_log WHERE position > $1 ORDER BY position LIMIT $2`,
        [position, limit],
      )
      return rows.map(toLogEntry)
    },
    async readTopic(topic, afterSeq, uptoSeq, limit) {
      const { rows } = await pool.query<LogRow>(
        `SELECT ${LOG_COLUMNS} FROM live_log WHERE topic = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4`,
        [topic, afterSeq, uptoSeq, limit],
      )
      return rows.map(toLogEntry)
    },
    async topicHeads(topics) {
      // One statement is one snapshot: the heads of the topics belong to the position beside them.
      const row = await headRow<HeadRow & { topics: Record<string, number> | null }>(
        `SELECT ${EPOCH_SQL} AS epoch, h.position,
                (SELECT json_object_agg(t.topic, t.seq) FROM live_topics t WHERE t.topic = ANY($1)) AS topics
           FROM live_head h WHERE h.id = 1`,
        [topics],
      )
      const known = row.topics ?? {}
      return {
        head: toHead(row),
        topics: new Map(topics.map((topic) => [topic, { seq: known[topic] ?? 0 }])),
      }
    },
    async renew(epoch) {
      await pool.query(
        `UPDATE live_head h SET instance = gen_random_uuid() WHERE h.id = 1 AND ${EPOCH_SQL} = $1`,
        [epoch],
      )
    },
    close: () => pool.end(),
  }
}

function toHead(row: HeadRow): LogHead {
  return { epoch: row.epoch, position: Number(row.position) }
}

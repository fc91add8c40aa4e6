import pg from 'pg'
import type { DemoDatabase } from '../harness/demoDatabase.ts'
import type { Random } from './seededRandom.ts'

/** Somebody at a psql prompt, who changes crates by hand and rolls every other change back. */
export function startRawWriter(database: DemoDatabase, random: Random): { stop(): Promise<void> } {
  const client = new pg.Client({ connectionString: database.url })
  let isStopped = false
  const work = async (): Promise<void> => {
    await client.connect()
    while (!isStopped) {
      await client.query('BEGIN')
      await client.query(
        `UPDATE crates SET location = $1, version = version + 1
          WHERE id = (SELECT id FROM crates ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED)`,
        [`C-${random.between(1, 9999)}`],
      )
      await client.query(random.next() < 0.5 ? 'COMMIT' : 'ROLLBACK')
    }
    await client.end()
  }
  const working = work()
  return {
    async stop() {
      isStopped = true
      await working
    },
  }
}

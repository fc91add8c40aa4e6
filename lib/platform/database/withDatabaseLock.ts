import pg from 'pg'

/**
 * Runs a step while no other process runs one of the same name on this database, on whatever machine. The lock is a
 * session's: `url` must not lead through a transaction pooler, and a process that dies gives it back.
 */
export async function withDatabaseLock<T>(url: string, name: string, step: () => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `wardline lock ${name}`,
    keepAlive: true,
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query("SELECT pg_advisory_lock(hashtextextended('wardline ' || $1, 0))", [name])
    return await step()
  } finally {
    await client.end()
  }
}

import pg from 'pg'

interface SeedOptions {
  readonly url: string
  /** Whether demo data may exist. */
  readonly demo: boolean
  readonly say: (line: string) => void
}

/** Fills a database without anybody in it with the demo hospital. */
export async function seedDemo({ url, demo, say }: SeedOptions): Promise<void> {
  if (!demo || (await hasPeople(url))) return
  say('Filling the empty database with a demo hospital')
  const { seedWhenEmpty } = await import('../lib/composition.ts')
  await seedWhenEmpty(url, { say })
}

async function hasPeople(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query('SELECT 1 FROM users LIMIT 1')).rowCount === 1
  } finally {
    await client.end()
  }
}

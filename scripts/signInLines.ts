import pg from 'pg'

/** What to tell whoever started a demo: its accounts, if they are there and may be used. */
export async function signInLines({ url, demo }: { url: string; demo: boolean }): Promise<string[]> {
  if (!demo) return []
  const people = await demoPeople(url)
  if (people.length === 0) return []
  const width = Math.max(...people.map(({ email }) => email.length))
  return [
    'Sign in with the password wardline-demo as one of:',
    ...people.map(
      ({ email, role, unit }) => `  ${email.padEnd(width)}  ${role}${unit === null ? '' : `, ${unit}`}`,
    ),
  ]
}

async function demoPeople(url: string): Promise<{ email: string; role: string; unit: string | null }[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ email: string; role: string; unit: string | null }>(
      `SELECT u.email, u.role::text AS role, t.name AS unit
       FROM users u LEFT JOIN units t ON t.id = u.unit_id
       WHERE u.email LIKE '%@wardline.test' AND u.status = 'active'
       ORDER BY u.role, t.name, u.email`,
    )
    return rows
  } finally {
    await client.end()
  }
}

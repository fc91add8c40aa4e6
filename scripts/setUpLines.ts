import { getWardline } from '../lib/composition.ts'

/** What to tell whoever started a Wardline with nobody in it: where the first account is made. Its token is new. */
export async function setUpLines(url: string): Promise<string[]> {
  const token = await getWardline().identity.setUp.issueToken()
  if (token === null) return []
  const link = `${url.replace(/\/$/, '')}/set-up?token=${token}`
  return [`Nobody can sign in yet. Set up the first account at ${link}`]
}

/** What next-auth answered. `error` is its code, from the address that it would send one to. */
export interface SignAnswer {
  readonly status: number
  readonly error: string | null
}

/** Posts one of next-auth's forms with its CSRF token. Null when no answer came. */
export async function postSignForm(
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<SignAnswer | null> {
  try {
    const { csrfToken } = await readJson(await fetch('/api/auth/csrf', { cache: 'no-store' }))
    if (!csrfToken) return { status: 503, error: 'unavailable' }
    const answer = await fetch(`/api/auth/${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      body: new URLSearchParams({ ...fields, csrfToken, callbackUrl: '/', json: 'true' }),
    })
    const { url } = await readJson(answer)
    const error = url ? new URL(url, location.origin).searchParams.get('error') : null
    return { status: answer.status, error }
  } catch {
    return null
  }
}

/** The two fields that are read; an answer that is no JSON has neither. */
async function readJson(answer: Response): Promise<{ readonly csrfToken?: string; readonly url?: string }> {
  try {
    const body: unknown = await answer.json()
    if (typeof body !== 'object' || body === null) return {}
    const { csrfToken, url } = body as Record<string, unknown>
    return {
      ...(typeof csrfToken === 'string' ? { csrfToken } : {}),
      ...(typeof url === 'string' ? { url } : {}),
    }
  } catch {
    return {}
  }
}

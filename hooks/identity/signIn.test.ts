import { afterEach, expect, test, vi } from 'vitest'
import { signIn } from './signIn.ts'

const me = { email: 'ada@wardline.test', password: 'a secret of mine' }

afterEach(() => vi.unstubAllGlobals())

/** A server that answers the CSRF question, and then as told. Returns what was posted. */
function serve(answer: () => Response | Promise<Response>): () => URLSearchParams | null {
  let posted: URLSearchParams | null = null
  vi.stubGlobal('location', { origin: 'http://desk.test' })
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (path === '/api/auth/csrf') return Response.json({ csrfToken: 'c' })
    if (init.body instanceof URLSearchParams) posted = init.body
    return answer()
  })
  return () => posted
}

test('the right password is sent with the CSRF token, and nothing is wrong', async () => {
  const posted = serve(() => Response.json({ url: 'http://desk.test/' }))
  expect(await signIn(me)).toBeNull()
  expect(Object.fromEntries(posted() ?? [])).toMatchObject({ ...me, csrfToken: 'c', json: 'true' })
})

test.each([
  ['refused', 401, 'CredentialsSignin'],
  ['rate_limited', 401, 'rate_limited'],
  ['unavailable', 401, 'unavailable'],
] as const)('%s is told apart', async (failure, status, error) => {
  serve(() => Response.json({ url: `http://desk.test/sign-in?error=${error}` }, { status }))
  expect(await signIn(me)).toBe(failure)
})

test('a server without its database is unavailable', async () => {
  serve(() => Response.json({ error: { code: 'unavailable' } }, { status: 503 }))
  expect(await signIn(me)).toBe('unavailable')
})

test('an answer that never comes is unreachable', async () => {
  serve(() => Promise.reject(new TypeError('Failed to fetch')))
  expect(await signIn(me)).toBe('unreachable')
})

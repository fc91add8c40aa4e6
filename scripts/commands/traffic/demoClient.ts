import { TokenPair } from '../../../lib/domains/identity/contract.ts'
import { DEMO_PASSWORD } from '../../../lib/domains/identity/server/demoPeople.ts'

/** The server said no: too late, not allowed, not so. */
export class Refusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** The server is not there, or not able to answer now. */
export class Away extends Error {}

/** REST as one demo person. Signs in when it must. */
export interface DemoClient {
  readonly email: string
  /** The answer's JSON. Throws Refusal and Away. */
  get(path: string): Promise<unknown>
  post(path: string, body: object): Promise<unknown>
}

const PATIENCE_MS = 15_000

export function createDemoClient(url: string, email: string): DemoClient {
  let token: string | null = null

  async function signIn(): Promise<string> {
    const answer = await ask(url, 'POST', '/api/auth/token', { body: { email, password: DEMO_PASSWORD } })
    return TokenPair.parse(await read(answer)).access
  }

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    for (let isSecondTry = false; ; isSecondTry = true) {
      token ??= await signIn()
      const answer = await ask(url, method, path, { token, ...(body && { body }) })
      if (answer.status !== 401 || isSecondTry) return await read(answer)
      token = null
    }
  }

  return { email, get: (path) => call('GET', path), post: (path, body) => call('POST', path, body) }
}

async function ask(
  url: string,
  method: string,
  path: string,
  { token, body }: { readonly token?: string; readonly body?: object },
): Promise<Response> {
  try {
    return await fetch(new URL(path, url), {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  } catch (cause) {
    throw new Away(`${url} does not answer`, { cause })
  }
}

async function read(answer: Response): Promise<unknown> {
  const text = await answer.text().catch((cause: unknown) => {
    throw new Away('the answer broke off', { cause })
  })
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true
  const body: unknown = isJson ? JSON.parse(text) : null
  if (answer.ok) return body
  const sentence = sentenceOf(body) ?? `HTTP ${answer.status}`
  throw answer.status >= 500 ? new Away(sentence) : new Refusal(answer.status, sentence)
}

function sentenceOf(body: unknown): string | null {
  const error: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : null
  const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : null
  return typeof message === 'string' ? message : null
}

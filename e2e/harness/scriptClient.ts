import { PASSWORD, PEOPLE, type Person } from './people.ts'

/** A script of a person: REST with a bearer token. */
export interface ScriptClient {
  readonly access: string
  call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    options?: CallOptions,
  ): Promise<ScriptAnswer<T>>
  /** The answer's body; throws when it is no success. */
  must<T = unknown>(method: string, path: string, body?: unknown): Promise<T>
}

export interface ScriptAnswer<T> {
  readonly status: number
  readonly body: T
}

export interface CallOptions {
  /** Another process than the one where the token came from. */
  readonly url?: string
  readonly signal?: AbortSignal
  /** Beside those that every call has. */
  readonly headers?: Readonly<Record<string, string>>
}

/** `person` may also be an e-mail address. */
export async function signInAsScript(
  url: string,
  person: string,
  password = PASSWORD,
): Promise<ScriptClient> {
  const email = person in PEOPLE ? PEOPLE[person as Person] : person
  const answer = await fetch(`${url}/api/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(`no token for ${person}: ${answer.status} ${await answer.text()}`)
  const { access } = (await answer.json()) as { access: string }

  const call = async <T>(method: string, path: string, body?: unknown, options: CallOptions = {}) => {
    const response = await fetch((options.url ?? url) + path, {
      method,
      headers: {
        authorization: `Bearer ${access}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    const text = await response.text()
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T }
  }
  return {
    access,
    call,
    async must<T>(method: string, path: string, body?: unknown) {
      const { status, body: content } = await call<T>(method, path, body)
      if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(content)}`)
      return content
    },
  }
}

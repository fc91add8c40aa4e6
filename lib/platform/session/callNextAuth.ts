import type { NextApiRequest, NextApiResponse } from 'next'
import type { AuthOptions } from 'next-auth'
import NextAuth from 'next-auth'
import { AppError } from '../appError.ts'
import { readText } from '../http/readText.ts'
import { parseCookies } from './sessionCookie.ts'
import { unwrapDefault } from './unwrapDefault.ts'

const BODY_MAX_BYTES = 8 * 1024

/**
 * Runs next-auth on a web request, through the interface of API routes: its other one reads the request from Next's
 * async context, and works nowhere else.
 */
export async function callNextAuth(
  request: Request,
  segments: readonly string[],
  options: AuthOptions,
): Promise<Response> {
  // Makes next-auth believe the host and scheme that we pass, over any NEXTAUTH_URL.
  process.env['AUTH_TRUST_HOST'] = 'true'
  delete process.env['NEXTAUTH_URL']
  const { headers } = request
  const answer = new ApiAnswer()
  await unwrapDefault(NextAuth)(
    {
      method: request.method,
      query: { ...Object.fromEntries(new URL(request.url).searchParams), nextauth: [...segments] },
      headers: {
        'x-forwarded-host':
          headers.get('x-forwarded-host') ?? headers.get('host') ?? new URL(request.url).host,
        'x-forwarded-proto': headers.get('x-forwarded-proto') ?? 'http',
      },
      cookies: { ...parseCookies(headers.get('cookie')) },
      body: request.method === 'POST' ? await readForm(request) : undefined,
      // Only these fields are read.
    } as unknown as NextApiRequest,
    answer as unknown as NextApiResponse,
    options,
  )
  return answer.toResponse()
}

/** next-auth's own client posts a form; scripts may post JSON. */
async function readForm(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request, BODY_MAX_BYTES)
  if (!request.headers.get('content-type')?.includes('application/json')) {
    return Object.fromEntries(new URLSearchParams(text))
  }
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? { ...body } : {}
  } catch (cause) {
    throw new AppError('bad_request', { message: 'The body is not valid JSON.', cause })
  }
}

/** The part of an API route's response that next-auth uses. */
class ApiAnswer {
  readonly #headers = new Headers()
  #cookies: readonly string[] = []
  #status = 200
  #body: string | null = null

  status(status: number): this {
    this.#status = status
    return this
  }

  getHeader(name: string): readonly string[] | string | undefined {
    return name.toLowerCase() === 'set-cookie' ? [...this.#cookies] : (this.#headers.get(name) ?? undefined)
  }

  setHeader(name: string, value: string | readonly string[]): this {
    if (name.toLowerCase() === 'set-cookie') this.#cookies = typeof value === 'string' ? [value] : [...value]
    else this.#headers.set(name, String(value))
    return this
  }

  json(body: unknown): void {
    this.#headers.set('Content-Type', 'application/json')
    this.#body = JSON.stringify(body)
  }

  send(body: unknown): void {
    if (typeof body === 'object' && body !== null) this.json(body)
    else this.#body = typeof body === 'string' ? body : null
  }

  end(): void {}

  toResponse(): Response {
    for (const cookie of this.#cookies) this.#headers.append('Set-Cookie', cookie)
    return new Response(this.#body, { status: this.#status, headers: this.#headers })
  }
}

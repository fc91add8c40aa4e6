import type { AuthOptions, CookieOption } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { EngineLogger } from '../../realtime/server/engineLogger.ts'
import { AppError } from '../appError.ts'
import { describeError } from '../http/describeError.ts'
import { errorResponse } from '../http/errorResponse.ts'
import { toAppError } from '../http/toAppError.ts'
import { v7 as uuidv7 } from 'uuid'
import { ADDRESS_HEADER } from '../web/clientAddress.ts'
import { callNextAuth } from './callNextAuth.ts'
import { describeDevice } from './describeDevice.ts'
import { HOST_COOKIE, parseCookies, readSessionId, type SessionClaims } from './sessionCookie.ts'
import type { SessionDirectory } from './sessionDirectory.ts'
import type { SignInDesk } from './signInDesk.ts'
import { unwrapDefault } from './unwrapDefault.ts'

export interface SignInHandlerOptions {
  readonly secrets: { readonly session: string }
  readonly desk: SignInDesk
  readonly sessions: SessionDirectory
  readonly logger: EngineLogger
  /** Path of the page that asks for e-mail address and password. Default `/sign-in`. */
  readonly signInPage?: string
}

/** Answers `/api/auth/{...segments}`. */
export type SignInHandler = (request: Request, segments: readonly string[]) => Promise<Response>

/** All of next-auth that is used. Its log, its own pages and other providers stay closed. */
const OPEN = new Set([
  'GET csrf',
  'GET session',
  'GET providers',
  'GET signin',
  'GET error',
  'POST callback/credentials',
  'POST signout',
])

/**
 * Sign-in and sign-out of browsers: next-auth's credentials flow with its own CSRF token, over sessions in the
 * database. The cookie holds nothing but an encrypted session id. Over plain http the cookie is a plain one, behind
 * https it is Secure and this host's alone: the server has already made the forwarded headers tell the truth.
 */
export function createSignInHandler(options: SignInHandlerOptions): SignInHandler {
  return async (request, segments) => {
    const requestId = uuidv7()
    try {
      if (!OPEN.has(`${request.method} ${segments.join('/')}`)) throw new AppError('not_found')
      const visit = new Visit(options, request)
      const response = await callNextAuth(request, segments, visit.authOptions())
      // next-auth swallows what its callbacks throw and would sign people out because the database is away.
      if (visit.failure !== null) throw visit.failure
      response.headers.set('x-request-id', requestId)
      response.headers.set('cache-control', 'no-store')
      return response
    } catch (error) {
      const known = toAppError(error)
      if (known.status >= 500) {
        options.logger.error(
          { request_id: requestId, error: describeError(error) },
          'signing in or out failed',
        )
      }
      return errorResponse(known, requestId)
    }
  }
}

/** next-auth's own names would be `__Secure-`, which other hosts of the domain can set, too. Its CSRF token's is this. */
const HOST_COOKIES = {
  sessionToken: hostCookie(HOST_COOKIE),
  callbackUrl: hostCookie('__Host-next-auth.callback-url'),
}

function hostCookie(name: string): CookieOption {
  return { name, options: { httpOnly: true, sameSite: 'lax', path: '/', secure: true } }
}

/** One request to next-auth: its options close over the request, so that nothing is shared between people. */
class Visit {
  failure: AppError | null = null
  readonly #options: SignInHandlerOptions
  readonly #request: Request
  readonly #address: string

  constructor(options: SignInHandlerOptions, request: Request) {
    this.#options = options
    this.#request = request
    this.#address = request.headers.get(ADDRESS_HEADER) ?? 'unknown'
  }

  authOptions(): AuthOptions {
    const { secrets, desk, signInPage = '/sign-in', logger } = this.#options
    const isSecure = this.#request.headers.get('x-forwarded-proto') === 'https'
    const claim = (sid: string): SessionClaims => (isSecure ? { sid, hostOnly: true } : { sid })
    return {
      secret: secrets.session,
      session: { strategy: 'jwt', maxAge: Math.floor(desk.browserSessionMs / 1000) },
      useSecureCookies: isSecure,
      ...(isSecure && { cookies: HOST_COOKIES }),
      pages: { signIn: signInPage, error: signInPage },
      providers: [
        unwrapDefault(CredentialsProvider)({
          name: 'Wardline',
          credentials: { email: {}, password: {} },
          authorize: async (credentials) => await this.#authorize(credentials),
        }),
      ],
      callbacks: {
        jwt: async ({ token, user }) => {
          if (user) return claim(user.id)
          const sid = token['sid']
          if (!(await this.#stands(sid))) throw new Error('the session has ended')
          return claim(String(sid))
        },
        session: ({ session }) => ({ expires: session.expires }),
      },
      events: { signOut: async ({ token }) => await this.#signOut(token?.['sid']) },
      // Metadata may quote what was typed: only the code is logged.
      logger: {
        error: (code) => logger.debug({ code }, 'next-auth error'),
        warn: (code) => logger.debug({ code }, 'next-auth warning'),
        debug: () => {},
      },
    }
  }

  async #authorize(credentials: Record<string, unknown> | undefined): Promise<{ id: string } | null> {
    const { headers } = this.#request
    const outcome = await this.#guard(async () =>
      this.#options.desk.signIn({
        email: credentials?.['email'],
        password: credentials?.['password'],
        kind: 'browser',
        device: describeDevice(headers.get('user-agent')),
        address: this.#address,
        replaces: readSessionId(parseCookies(headers.get('cookie')), this.#options.secrets.session),
      }),
    )
    if (outcome?.ok) return { id: outcome.sessionId }
    if (outcome?.reason === 'rate_limited') throw new Error('rate_limited')
    return null
  }

  async #stands(sessionId: unknown): Promise<boolean> {
    if (typeof sessionId !== 'string') return false
    const found = await this.#guard(async () => await this.#options.sessions.find([sessionId]))
    return found?.get(sessionId)?.state === 'open'
  }

  async #signOut(sessionId: unknown): Promise<void> {
    if (typeof sessionId !== 'string') return
    await this.#guard(async () => {
      await this.#options.desk.signOut(sessionId, this.#address)
    })
  }

  async #guard<T>(run: () => Promise<T>): Promise<T | null> {
    try {
      return await run()
    } catch (error) {
      this.failure = toAppError(error)
      return null
    }
  }
}

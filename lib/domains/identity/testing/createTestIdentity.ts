import { createRateLimiter } from '../../../platform/createRateLimiter.ts'
import type { Database } from '../../../platform/database/createDatabase.ts'
import { createAuthenticator } from '../../../platform/session/createAuthenticator.ts'
import { readAlone } from '../../../platform/live/createSharedResults.ts'
import { createRouteHost } from '../../../platform/session/createRouteHost.ts'
import { createSignInHandler, type SignInHandler } from '../../../platform/session/createSignInHandler.ts'
import type { RouteHost } from '../../../platform/http/routeHost.ts'
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/createTestDatabase.ts'
import type { Authenticator } from '../../../realtime/server/authenticator.ts'
import { systemClock } from '../../../realtime/server/clock.ts'
import type { EngineLogger } from '../../../realtime/server/engineLogger.ts'
import type { DeskActor } from '../contract.ts'
import { createIdentityService, type IdentityService } from '../server/createIdentityService.ts'
import { DEMO_PASSWORD, seedIdentity, type SeededIdentity } from '../server/demoPeople.ts'

/** One line of the log, for tests that look for what must not be in it. */
export interface LoggedLine {
  readonly fields: object
  readonly message: string
}

/** The demo hospital's people in a database of their own, with all that signs them in. */
export interface TestIdentity extends AsyncDisposable {
  readonly db: TestDatabase
  readonly database: Database
  readonly identity: IdentityService
  readonly authenticator: Authenticator
  readonly host: RouteHost
  readonly signInHandler: SignInHandler
  readonly seeded: SeededIdentity
  readonly log: readonly LoggedLine[]
  /** Moves the clock of the services; the database keeps its own. */
  advance(ms: number): void
  /** The id of `account@wardline.test`. */
  idOf(account: string): string
  /** Signs `account@wardline.test` in, from an address of its own. */
  signIn(account: string, kind?: 'browser' | 'script'): Promise<DeskActor>
}

/** Keys of tests: 32 bytes each, all different. */
export const TEST_SECRETS = {
  session: '11'.repeat(32),
  token: '22'.repeat(32),
  proof: '33'.repeat(32),
  backplane: '44'.repeat(32),
} as const

/** Makes a database with the demo people in it; `await using` drops it. */
export async function createTestIdentity(): Promise<TestIdentity> {
  const db = await createTestDatabase()
  const { database } = db
  let offsetMs = 0
  const clock = { ...systemClock, now: () => Date.now() + offsetMs }
  const log: LoggedLine[] = []
  const keep = (fields: object, message: string) => void log.push({ fields, message })
  const logger: EngineLogger = { debug: keep, info: keep, warn: keep, error: keep }
  const limiter = createRateLimiter()
  const identity = createIdentityService({
    database,
    secrets: TEST_SECRETS,
    settings: { accessTokenSeconds: 3600, refreshTokenSeconds: 7 * 86_400, demo: true },
    limiter,
    logger,
    clock,
  })
  const { sessions, accessTokens, desk } = identity
  const seeded = await database.inTransaction(NOBODY, seedIdentity)
  if (seeded === null) throw new Error('a fresh database had people in it')
  let addresses = 0

  return {
    db,
    database,
    identity,
    authenticator: createAuthenticator({ sessions, accessTokens, secrets: TEST_SECRETS }),
    host: createRouteHost({
      database,
      sessions,
      recentSessions: sessions,
      share: () => readAlone,
      accessTokens,
      secrets: TEST_SECRETS,
      logger,
      limiter,
      allowedOrigins: [],
    }),
    signInHandler: createSignInHandler({ secrets: TEST_SECRETS, desk, sessions, logger }),
    seeded,
    log,
    advance: (ms) => void (offsetMs += ms),
    idOf: (account) => idOf(seeded, account),
    async signIn(account, kind = 'browser') {
      const outcome = await desk.signIn({
        email: `${account}@wardline.test`,
        password: DEMO_PASSWORD,
        kind,
        device: 'Firefox on Linux',
        address: `10.0.0.${(addresses += 1)}`,
        replaces: null,
      })
      if (!outcome.ok) throw new Error(`${account} was not signed in: ${outcome.reason}`)
      const session = (await sessions.find([outcome.sessionId])).get(outcome.sessionId)
      if (session?.state !== 'open') throw new Error(`${account} has no open session`)
      return session.actor
    },
    [Symbol.asyncDispose]: async () => await db[Symbol.asyncDispose](),
  }
}

/** A stamp that names nobody. */
export const NOBODY = { actorId: null, sessionId: null, changeId: null, address: null } as const

function idOf({ people }: SeededIdentity, account: string): string {
  const id = people[`${account}@wardline.test`]
  if (id === undefined) throw new Error(`there is no demo account ${account}`)
  return id
}

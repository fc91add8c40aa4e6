import type { Database } from '../../../platform/database/createDatabase.ts'
import type { RateLimiter } from '../../../platform/rateLimiter.ts'
import { createAccessTokens, type AccessTokens } from '../../../platform/session/accessTokens.ts'
import type { SessionDirectory } from '../../../platform/session/sessionDirectory.ts'
import type { SignInDesk } from '../../../platform/session/signInDesk.ts'
import { systemClock, type Clock } from '../../../realtime/server/clock.ts'
import type { EngineLogger } from '../../../realtime/server/engineLogger.ts'
import type { DeskActor } from '../contract.ts'
import { createAccountService, type AccountService } from './createAccountService.ts'
import { createActivityRecorder } from './createActivityRecorder.ts'
import { createDirectoryService, type DirectoryService } from './createDirectoryService.ts'
import { createSessionDirectory } from './createSessionDirectory.ts'
import { createSetUpService, type SetUpService } from './createSetUpService.ts'
import { createSignInDesk } from './createSignInDesk.ts'
import { createTokenService, type TokenService } from './createTokenService.ts'
import { isDemoAccount, readDemoAccounts, type DemoAccount } from './demoPeople.ts'
import { createPasswords } from './passwords.ts'

declare module '../../../platform/http/routeActor.ts' {
  interface RouteActor extends DeskActor {}
}

export interface IdentityServiceOptions {
  readonly database: Database
  readonly secrets: { readonly token: string }
  readonly settings: {
    /** Life of an access token. */
    readonly accessTokenSeconds: number
    /** Life of a refresh token that is not used. */
    readonly refreshTokenSeconds: number
    /** Whether demo accounts count; their password is public. */
    readonly demo: boolean
  }
  readonly limiter: RateLimiter
  readonly logger: EngineLogger
  readonly clock?: Clock
}

/** People, units, sign-ins. What the platform needs of it (`sessions`, `desk`, `accessTokens`) is handed over by composition. */
export interface IdentityService {
  readonly sessions: SessionDirectory<DeskActor>
  readonly desk: SignInDesk
  readonly accessTokens: AccessTokens
  readonly tokens: TokenService
  readonly account: AccountService
  readonly directory: DirectoryService
  readonly setUp: SetUpService
  /** Whom the sign-in page offers; nobody where the settings allow no demo. */
  demoAccounts(): Promise<readonly DemoAccount[]>
}

/** Builds the domain once per process. */
export function createIdentityService(options: IdentityServiceOptions): IdentityService {
  const { database, secrets, settings, limiter, logger, clock = systemClock } = options
  const passwords = createPasswords()
  const counts = (email: string): boolean => settings.demo || !isDemoAccount(email)
  const accessTokens = createAccessTokens({
    secret: secrets.token,
    lifetimeSeconds: settings.accessTokenSeconds,
    clock,
  })
  const desk = createSignInDesk({
    database,
    limiter,
    passwords,
    clock,
    logger,
    refreshTokenSeconds: settings.refreshTokenSeconds,
    counts,
  })
  return {
    sessions: createSessionDirectory({
      database,
      clock,
      counts,
      noteSeen: createActivityRecorder({ database, clock, logger }),
    }),
    desk,
    accessTokens,
    tokens: createTokenService({
      database,
      desk,
      accessTokens,
      secret: secrets.token,
      refreshTokenSeconds: settings.refreshTokenSeconds,
    }),
    account: createAccountService({ database, passwords, clock }),
    directory: createDirectoryService(database),
    setUp: createSetUpService({ database, passwords, clock }),
    demoAccounts: async () => (settings.demo ? await readDemoAccounts(database.prisma) : []),
  }
}

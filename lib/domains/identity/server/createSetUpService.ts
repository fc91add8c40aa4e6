import { createHash, randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import { recordAudit } from '../../../platform/audit/recordAudit.ts'
import type { Database, Stamp, WardlinePrisma } from '../../../platform/database/createDatabase.ts'
import type { Clock } from '../../../realtime/server/clock.ts'
import type { SetUpRequest } from '../contract.ts'
import { SET_UP_PROBLEM, type SetUpState } from '../setUpProblem.ts'
import { isDemoAccount } from './demoPeople.ts'
import type { Passwords } from './passwords.ts'

/** The first account of an installation without people, made by whoever has the link that the start printed. */
export interface SetUpService {
  /** A new token, good for a day, in the place of any before it. Null where there is somebody. */
  issueToken(): Promise<string | null>
  /** What a token is worth now. */
  stateOf(token: string): Promise<SetUpState>
  /** Makes the superadmin, once. Throws not_found, conflict where there is somebody, validation_failed. */
  createFirstAccount(request: SetUpRequest, stamp: Stamp): Promise<void>
}

export interface SetUpServiceOptions {
  readonly database: Database
  readonly passwords: Passwords
  readonly clock: Clock
}

const LIFE_MS = 24 * 60 * 60 * 1000
/** The table's only row. */
const ID = 1

/** Of a token only its SHA-256 is stored: 32 random bytes need no slower hash. */
export function createSetUpService({ database, passwords, clock }: SetUpServiceOptions): SetUpService {
  const read = async (db: WardlinePrisma, token: string): Promise<SetUpState> => {
    // In this order: whoever takes the token away has made somebody in the same transaction.
    const row = await db.setUpToken.findUnique({ where: { id: ID } })
    if ((await db.user.count()) > 0) return 'done'
    if (row?.tokenHash !== hashOf(token)) return 'unknown'
    return row.expiresAt.getTime() > clock.now() ? 'open' : 'expired'
  }

  return {
    async issueToken() {
      const { prisma } = database
      if ((await prisma.user.count()) > 0) {
        await prisma.setUpToken.deleteMany()
        return null
      }
      const token = randomBytes(32).toString('hex')
      const row = { tokenHash: hashOf(token), expiresAt: new Date(clock.now() + LIFE_MS) }
      await prisma.setUpToken.upsert({ where: { id: ID }, create: { id: ID, ...row }, update: row })
      return token
    },

    stateOf: async (token) => await read(database.prisma, token),

    async createFirstAccount({ token, name, email, password }, stamp) {
      // Before the costly hash, which a stranger must not be able to ask for.
      refuseUnlessOpen(await read(database.prisma, token))
      if (isDemoAccount(email)) {
        const sentence = 'This address belongs to the demo hospital, whose accounts cannot always sign in.'
        throw new AppError('validation_failed', { fields: { email: sentence } })
      }
      const passwordHash = await passwords.hash(password)
      await database.inTransaction(stamp, async (tx) => {
        // Whoever else adds a person waits until this is committed: nobody else's first account, no seed.
        await tx.$executeRaw`LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE`
        refuseUnlessOpen(await read(tx, token))
        const id = uuidv7()
        await tx.user.create({ data: { id, email, name, role: 'superadmin', unitId: null, passwordHash } })
        await tx.setUpToken.deleteMany()
        const { address, changeId } = stamp
        await recordAudit(tx, { action: 'set_up', actorId: id, sessionId: null, address, changeId })
      })
    },
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function refuseUnlessOpen(state: SetUpState): void {
  if (state === 'open') return
  throw new AppError(state === 'done' ? 'conflict' : 'not_found', { message: SET_UP_PROBLEM[state] })
}

import { AppError } from '../../../platform/appError.ts'
import type { Database } from '../../../platform/database/createDatabase.ts'
import type { DeskActor, Me, PersonName, UnitItem } from '../contract.ts'
import { PERMISSIONS, readsDirectory } from '../policy.ts'

/** Most people that a search names. */
const FOUND_MAX = 20

/** Who works here, and where. */
export interface DirectoryService {
  /** The person who asks, their unit and where their role lets them act. */
  me(actor: DeskActor): Promise<Me>
  /** Every unit, by name: anyone who is signed in may know them. */
  units(): Promise<UnitItem[]>
  /** What these people are called; ids of nobody are left out. */
  people(actor: DeskActor, ids: readonly string[]): Promise<PersonName[]>
  /** Those who can sign in and whose names hold all of these words, by name; a few of them. */
  find(actor: DeskActor, words: string): Promise<PersonName[]>
}

/** Reads units and people. */
export function createDirectoryService(database: Database): DirectoryService {
  const { prisma } = database
  return {
    async me({ userId, email, name, role, unitId }) {
      const unit = unitId === null ? null : await prisma.unit.findUnique({ where: { id: unitId } })
      if (unitId !== null && unit === null) throw new AppError('unavailable')
      return {
        id: userId,
        email,
        name,
        role,
        unit: unit && presentUnit(unit),
        permissions: { ...PERMISSIONS[role] },
      }
    },
    async units() {
      return (await prisma.unit.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] })).map(presentUnit)
    },
    async people(actor, ids) {
      if (!readsDirectory(actor)) throw new AppError('forbidden')
      return await prisma.user.findMany({
        where: { id: { in: [...ids] } },
        select: { id: true, name: true },
        orderBy: { id: 'asc' },
      })
    },
    async find(actor, words) {
      if (!readsDirectory(actor)) throw new AppError('forbidden')
      const names = words.split(/\s+/).filter((word) => word !== '')
      return await prisma.user.findMany({
        where: {
          status: 'active',
          AND: names.map((word) => ({ name: { contains: word, mode: 'insensitive' } })),
        },
        select: { id: true, name: true },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: FOUND_MAX,
      })
    },
  }
}

function presentUnit({ id, code, name }: UnitItem): UnitItem {
  return { id, code, name }
}

import { AppError } from '../../../platform/appError.ts'
import type { Database } from '../../../platform/database/createDatabase.ts'
import type { DeskActor, Me, UnitItem } from '../contract.ts'
import { PERMISSIONS } from '../policy.ts'

/** Who works here, and where. */
export interface DirectoryService {
  /** The person who asks, their unit and where their role lets them act. */
  me(actor: DeskActor): Promise<Me>
  /** Every unit, by name: anyone who is signed in may know them. */
  units(): Promise<UnitItem[]>
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
  }
}

function presentUnit({ id, code, name }: UnitItem): UnitItem {
  return { id, code, name }
}

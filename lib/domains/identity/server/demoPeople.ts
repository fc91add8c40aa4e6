import { v7 as uuidv7 } from 'uuid'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Role } from '../contract.ts'
import { createPasswords } from './passwords.ts'

/** The password of every demo account. */
export const DEMO_PASSWORD = 'wardline-demo'

export const DEMO_UNITS = [
  { code: 'surgery', name: 'Surgery' },
  { code: 'radiology', name: 'Radiology' },
  { code: 'pharmacy', name: 'Pharmacy' },
  { code: 'records', name: 'Medical Records' },
] as const
export type DemoUnitCode = (typeof DEMO_UNITS)[number]['code']

export interface DemoPerson {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly unit: DemoUnitCode | null
}

/** The people of the demo hospital, in the order in which they are shown. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person('superadmin', 'Ines Carvalho', 'superadmin', null),
  person('admin', 'Tobias Lindqvist', 'admin', null),
  person('manager.surgery', 'Helena Brandt', 'manager', 'surgery'),
  person('manager2.surgery', 'Oscar Mbeki', 'manager', 'surgery'),
  person('clerk.surgery', 'Ada Novak', 'clerk', 'surgery'),
  person('manager.radiology', 'Ben Okafor', 'manager', 'radiology'),
  person('clerk.radiology', 'Mila Janssen', 'clerk', 'radiology'),
  person('doctor.one', 'Dr. Samir Haddad', 'doctor', 'surgery'),
  person('doctor.two', 'Dr. Yuki Tanaka', 'doctor', 'radiology'),
  person('editor', 'Clara Weiss', 'editor', 'records'),
  person('planner', 'Jonas Feld', 'planner', 'surgery'),
  person('nurse', 'Rosa Iglesias', 'nurse', 'surgery'),
]

/** Whether an account is one of the demo hospital's. They count only where the settings allow a demo. */
export function isDemoAccount(email: string): boolean {
  return DEMO_PEOPLE.some((person) => person.email === email)
}

/** A demo account that is there and may sign in. */
export interface DemoAccount {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  /** Null for people of the whole house. */
  readonly unitName: string | null
}

/** Those of the demo's people who are in this database and not disabled, in the order in which they are shown. */
export async function readDemoAccounts(db: Pick<WardlineTx, 'user'>): Promise<DemoAccount[]> {
  const order = DEMO_PEOPLE.map(({ email }) => email)
  const rows = await db.user.findMany({
    where: { email: { in: order }, status: 'active' },
    select: { id: true, email: true, name: true, role: true, unit: { select: { name: true } } },
  })
  return rows
    .map(({ unit, ...person }) => ({ ...person, unitName: unit?.name ?? null }))
    .toSorted((a, b) => order.indexOf(a.email) - order.indexOf(b.email))
}

/** Ids of what was seeded: units by code, people by e-mail address. */
export interface SeededIdentity {
  readonly units: Readonly<Record<DemoUnitCode, string>>
  readonly people: Readonly<Record<string, string>>
}

/** Puts units and people into a database that has none; null, and nothing written, where there are some. */
export async function seedIdentity(tx: WardlineTx): Promise<SeededIdentity | null> {
  const known = (await tx.unit.count()) + (await tx.user.count())
  if (known > 0) return null
  const units = Object.fromEntries(DEMO_UNITS.map(({ code }) => [code, uuidv7()])) as Record<
    DemoUnitCode,
    string
  >
  await tx.unit.createMany({ data: DEMO_UNITS.map((unit) => ({ id: units[unit.code], ...unit })) })
  const passwords = createPasswords()
  const rows = await Promise.all(
    DEMO_PEOPLE.map(async ({ email, name, role, unit }) => ({
      id: uuidv7(),
      email,
      name,
      role,
      unitId: unit === null ? null : units[unit],
      passwordHash: await passwords.hash(DEMO_PASSWORD),
    })),
  )
  await tx.user.createMany({ data: rows })
  return { units, people: Object.fromEntries(rows.map(({ email, id }) => [email, id])) }
}

function person(account: string, name: string, role: Role, unit: DemoUnitCode | null): DemoPerson {
  return { email: `${account}@wardline.test`, name, role, unit }
}

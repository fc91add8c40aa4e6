import * as z from 'zod/mini'
import type { Actor } from '../../realtime/server/actor.ts'
import { formatTopic } from '../../realtime/protocol/topic.ts'

/** Every role, the mightiest first. */
export const ROLES = [
  'superadmin',
  'admin',
  'manager',
  'doctor',
  'editor',
  'planner',
  'nurse',
  'clerk',
] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** Whoever acts at the desk: the engine's actor with what policies ask for. */
export interface DeskActor extends Actor {
  readonly email: string
  readonly role: Role
  /** Null for people of the whole house, such as admins. */
  readonly unitId: string | null
}

/** What happens in one unit. */
export const unitTopic = (unitId: string): string => formatTopic('unit', unitId)

/** What happens in all units; admins read it. */
export const UNITS_TOPIC = 'units'

/** Units and people: who works where, as what. */
export const DIRECTORY_TOPIC = 'directory'

/** What everyone who is signed in may hear. */
export const EVERYONE_TOPIC = 'everyone'

/** What a role may do, by kind of act. Policies of other domains ask for these. */
export const ACTIONS = ['read_unit', 'work_in_unit', 'decide_in_unit', 'administer'] as const
export const Action = z.enum(ACTIONS)
export type Action = z.infer<typeof Action>

/** Where an act is allowed. */
export const Scope = z.enum(['everywhere', 'own_unit', 'nowhere'])
export type Scope = z.infer<typeof Scope>

export const UnitItem = z.object({ id: z.uuid(), code: z.string(), name: z.string() })
export type UnitItem = z.infer<typeof UnitItem>

export const UnitList = z.object({ items: z.array(UnitItem) })
export type UnitList = z.infer<typeof UnitList>

/** Most people that one question names. */
export const PEOPLE_MAX = 100

/** What somebody is called, and nothing else of them. */
export const PersonName = z.object({ id: z.uuid(), name: z.string() })
export type PersonName = z.infer<typeof PersonName>

/** `GET /api/people?ids=…` */
export const PeopleList = z.object({ items: z.array(PersonName) })
export type PeopleList = z.infer<typeof PeopleList>

/** `GET /api/me`: the signed-in person, and where their role lets them act. */
export const Me = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: Role,
  unit: z.nullable(UnitItem),
  permissions: z.record(Action, Scope),
})
export type Me = z.infer<typeof Me>

/** One sign-in of one's own. `script` sessions live on refresh tokens. */
export const SessionItem = z.object({
  id: z.uuid(),
  kind: z.enum(['browser', 'script']),
  /** Such as "Firefox on Linux". */
  device: z.string(),
  address: z.nullable(z.string()),
  created_at: z.iso.datetime(),
  last_seen_at: z.nullable(z.iso.datetime()),
  expires_at: z.iso.datetime(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
})
export type SessionItem = z.infer<typeof SessionItem>

export const SessionList = z.object({ items: z.array(SessionItem) })
export type SessionList = z.infer<typeof SessionList>

/** How many sessions were ended. */
export const SessionsEnded = z.object({ ended: z.int() })
export type SessionsEnded = z.infer<typeof SessionsEnded>

const Email = z.string().check(z.trim(), z.toLowerCase(), z.minLength(3), z.maxLength(200))

/** An existing password: whatever was once accepted is read. */
const GivenPassword = z.string().check(z.minLength(1), z.maxLength(200))

export const PASSWORD_MIN_LENGTH = 12

/** `POST /api/auth/token`, and what the sign-in page sends. */
export const SignInRequest = z.strictObject({ email: Email, password: GivenPassword })
export type SignInRequest = z.infer<typeof SignInRequest>

/** `expires_in` is the access token's life in seconds. */
export const TokenPair = z.object({ access: z.string(), refresh: z.string(), expires_in: z.int() })
export type TokenPair = z.infer<typeof TokenPair>

export const RefreshRequest = z.strictObject({ refresh: z.string().check(z.minLength(1), z.maxLength(500)) })
export type RefreshRequest = z.infer<typeof RefreshRequest>

/** A password that is chosen now. */
const NewPassword = z
  .string()
  .check(
    z.minLength(PASSWORD_MIN_LENGTH, `Use at least ${PASSWORD_MIN_LENGTH} characters.`),
    z.maxLength(200, 'Use at most 200 characters.'),
  )

export const PasswordChangeRequest = z.strictObject({
  current_password: GivenPassword,
  new_password: NewPassword,
})
export type PasswordChangeRequest = z.infer<typeof PasswordChangeRequest>

/** `POST /api/set-up`: the first account, with the token of the link that the start printed. */
export const SetUpRequest = z.strictObject({
  token: z.string().check(z.maxLength(200)),
  name: z
    .string()
    .check(z.trim(), z.minLength(1, 'Enter your name.'), z.maxLength(100, 'Use at most 100 characters.')),
  email: z.pipe(Email, z.email('Enter an e-mail address, such as name@hospital.example.')),
  password: NewPassword,
})
export type SetUpRequest = z.infer<typeof SetUpRequest>

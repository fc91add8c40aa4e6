import type { Option } from '@/components/ui/Option'
import type { Role } from '@/lib/domains/identity/contract.ts'
import type { NotificationAction, SendAudience, Severity } from '@/lib/domains/notifications/contract.ts'

/** Who is meant, as it stands in the form. */
export interface AudienceChoice {
  readonly kind: 'everyone' | 'role' | 'unit' | 'people'
  readonly role: Role | null
  /** Of a unit, or of a role within one; null: all units. */
  readonly unitId: string | null
  readonly people: readonly Option[]
}

/** What an admin is writing. */
export interface Composition {
  readonly audience: AudienceChoice
  readonly severity: Severity
  readonly title: string
  readonly message: string
  readonly links: readonly NotificationAction[]
  readonly lasts: Lasting
  readonly mustAck: boolean
}

/** For how long it is shown, in hours; null: for good. */
export const LASTING = [
  { id: 'always', label: 'Until it is read', hours: null },
  { id: 'hour', label: 'One hour', hours: 1 },
  { id: 'shift', label: 'Eight hours', hours: 8 },
  { id: 'day', label: 'One day', hours: 24 },
  { id: 'week', label: 'One week', hours: 168 },
] as const
export type Lasting = (typeof LASTING)[number]['id']

export const EMPTY_COMPOSITION: Composition = {
  audience: { kind: 'everyone', role: null, unitId: null, people: [] },
  severity: 'info',
  title: '',
  message: '',
  links: [],
  lasts: 'always',
  mustAck: false,
}

/** The audience as the server takes it; null: it is not chosen yet. */
export function audienceOf({ kind, role, unitId, people }: AudienceChoice): SendAudience | null {
  switch (kind) {
    case 'everyone':
      return { everyone: true }
    case 'role':
      return role === null ? null : { role, unit_id: unitId }
    case 'unit':
      return unitId === null ? null : { unit_id: unitId }
    case 'people':
      return people.length === 0 ? null : { user_ids: people.map(({ id }) => id) }
  }
}

/** When it ends, for one that is sent now; null: never. */
export function expiryOf(lasts: Lasting, now: number): string | null {
  const hours = LASTING.find(({ id }) => id === lasts)?.hours ?? null
  return hours === null ? null : new Date(now + hours * 3_600_000).toISOString()
}

/** What is missing, by field; empty: it can be sent. */
export function problemsOf(written: Composition): Readonly<Record<string, string>> {
  const { title, message, audience, links } = written
  return {
    ...(audienceOf(audience) === null && { audience: 'Choose whom it is for.' }),
    ...(title.trim() === '' && { title: 'Write a title.' }),
    ...(message.trim() === '' && { message: 'Write a message.' }),
    ...(links.some(({ label, url }) => label.trim() === '' || url.trim() === '') && {
      links: 'Give each button words and an address, or take it away.',
    }),
  }
}

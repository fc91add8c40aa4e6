'use client'

import { roleLabel } from '@/components/shell/roleLabel'
import { Avatar } from '@/components/ui/Avatar'
import type { Role } from '@/lib/domains/identity/contract.ts'

export interface DemoAccount {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  /** Null for people of the whole house. */
  readonly unitName: string | null
}

export interface DemoPeopleProps {
  readonly people: readonly DemoAccount[]
  /** The address that stands in the form. */
  readonly chosen: string
  readonly onChoose: (email: string) => void
}

/** The people of the demo hospital: one press fills the form in. */
export function DemoPeople({ people, chosen, onChoose }: DemoPeopleProps) {
  return (
    <section
      aria-labelledby="demo-title"
      className="min-w-0 rounded-lg border border-line bg-surface p-4 sm:p-5"
    >
      <h2 id="demo-title" className="text-base font-semibold text-ink">
        Demo hospital
      </h2>
      <p className="mt-0.5 text-sm text-muted">
        Choose a person, then press Sign in. Take a second one in a private window and watch them see each
        other’s changes.
      </p>
      <ul className="-mx-2 mt-3 grid gap-1 sm:grid-cols-2">
        {people.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              aria-pressed={chosen === person.email}
              onClick={() => onChoose(person.email)}
              className={`flex w-full min-w-0 items-center gap-2.5 rounded-md border px-2 py-1.5 text-left transition-colors ${chosen === person.email ? 'border-accent-text bg-selected' : 'border-transparent hover:bg-hover'}`}
            >
              <Avatar id={person.id} name={person.name} isDecorative />
              <span className="min-w-0">
                <span className="block truncate text-base font-medium text-ink">{person.name}</span>
                <span className="block truncate text-xs text-muted">
                  {roleLabel[person.role]}
                  {person.unitName && `, ${person.unitName}`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

'use client'

import { SegmentedControl } from '@/components/ui/SegmentedControl'
import { lazyPart } from '@/components/ui/lazyPart'
import type { AudienceChoice } from './composition'

const KINDS = [
  { id: 'everyone', label: 'Everyone' },
  { id: 'role', label: 'A role' },
  { id: 'unit', label: 'A unit' },
  { id: 'people', label: 'People' },
] as const

// Everyone is meant unless somebody chooses otherwise: what one chooses with is loaded then.
const AudienceChooser = lazyPart(() => import('./AudienceChooser').then((module) => module.AudienceChooser))

export interface AudienceFieldsProps {
  readonly value: AudienceChoice
  readonly onChange: (value: AudienceChoice) => void
  readonly error: string | undefined
}

/** Whom it is for: everyone, a role (in one unit or all), a unit, or people by name. */
export function AudienceFields({ value, onChange, error }: AudienceFieldsProps) {
  return (
    <div className="grid gap-3">
      <div className="grid justify-items-start gap-1">
        <p className="text-sm font-medium text-ink">For</p>
        <SegmentedControl
          label="For"
          segments={KINDS}
          value={value.kind}
          onChange={(kind) => onChange({ ...value, kind })}
        />
      </div>
      {value.kind !== 'everyone' && <AudienceChooser value={value} onChange={onChange} error={error} />}
    </div>
  )
}

import { useMemo, useState } from 'react'
import { type Crate } from '@/lib/domains/archive/contract/crate.ts'
import { PAGE_MAX } from '@/lib/domains/archive/contract/fields.ts'
import { useCratesOf } from './useCratesOf.ts'

/** Crates that were picked in a list, also while they are out of sight. */
export interface PickedCrates {
  readonly ids: ReadonlySet<string>
  /** As they stand now; the first hundred are kept live. */
  readonly crates: readonly Crate[]
  /** `loaded`: where new ones among the ids are known from. */
  readonly change: (ids: ReadonlySet<string>, loaded: readonly Crate[]) => void
  readonly clear: () => void
}

const NOTHING: ReadonlyMap<string, Crate> = new Map()

/** What others change about them, or take meanwhile, shows. */
export function usePickedCrates(): PickedCrates {
  const [picked, setPicked] = useState(NOTHING)
  const ids = useMemo(() => new Set(picked.keys()), [picked])
  const now = useCratesOf([...ids].slice(0, PAGE_MAX))
  const change = (wanted: ReadonlySet<string>, loaded: readonly Crate[]) => {
    const known = new Map([...picked, ...loaded.map((crate) => [crate.id, crate] as const)])
    setPicked(
      new Map(
        [...wanted].flatMap((id) => {
          const crate = known.get(id)
          return crate ? [[id, crate] as const] : []
        }),
      ),
    )
  }
  return {
    ids,
    crates: [...picked.values()].map((crate) => now.get(crate.id) ?? crate),
    change,
    clear: () => setPicked(NOTHING),
  }
}

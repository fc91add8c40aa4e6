import { v7 as uuidv7 } from 'uuid'
import type { CrateStatus } from '../../contract/crate.ts'
import { BUILDINGS, CONDITIONS, DEMO_RULES, LETTERS, PERIODS, SERIES, WARDS } from './demoWords.ts'
import type { SeededRandom } from './seededRandom.ts'

/** A crate as its table has it; its number comes when it is written. */
export interface DrawnCrate {
  readonly id: string
  unit_id: string
  readonly label: string
  readonly contents: string
  readonly location: string
  status: CrateStatus
  readonly retention_rule_id: string | null
  retain_until: string | null
  version: number
  readonly created_at: Date
  updated_at: Date
}

export interface CratePlan {
  readonly count: number
  readonly random: SeededRandom
  /** Each with its share of the crates, from 0 to 1. */
  readonly units: readonly { readonly id: string; readonly share: number }[]
  /** In the order of `DEMO_RULES`. */
  readonly ruleIds: readonly string[]
  /** Milliseconds since the epoch. */
  readonly from: number
  readonly to: number
}

/** Crates of many years, oldest first, all of them stored. */
export function drawCrates(plan: CratePlan): DrawnCrate[] {
  const { count, random, from, to } = plan
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(from + ((index + random.next()) / count) * (to - from))
    return drawCrate(plan, at)
  })
}

function drawCrate({ random, units, ruleIds }: CratePlan, at: Date): DrawnCrate {
  const series = random.pick(SERIES)
  const recordYear = at.getUTCFullYear() - random.int(14)
  const isRuled = random.chance(0.9)
  const lastYear = recordYear + (DEMO_RULES[series.rule]?.years ?? 10)
  return {
    id: uuidv7({ msecs: at.getTime() }),
    unit_id: drawUnit(units, random.next()),
    label: `${series.name}, ${random.pick(WARDS)}, ${random.pick(PERIODS)} ${recordYear}`,
    contents: drawContents(random, recordYear),
    location: `${random.pick(BUILDINGS)}, aisle ${1 + random.int(40)}, shelf ${1 + random.int(8)}`,
    status: 'stored',
    retention_rule_id: isRuled ? (ruleIds[series.rule] ?? null) : null,
    retain_until: isRuled && random.chance(0.95) ? `${lastYear}-12-31` : null,
    version: 1,
    created_at: at,
    updated_at: at,
  }
}

function drawUnit(units: CratePlan['units'], point: number): string {
  let sum = 0
  for (const { id, share } of units) {
    sum += share
    if (point < sum) return id
  }
  return units[0]?.id ?? ''
}

function drawContents(random: SeededRandom, year: number): string {
  const lines = Array.from(
    { length: random.int(6) },
    (_, index) => `Folder ${index + 1}: ${random.pick(LETTERS)}, ${random.pick(PERIODS)} ${year}`,
  )
  return [...lines, ...(random.chance(0.2) ? [random.pick(CONDITIONS)] : [])].join('\n')
}

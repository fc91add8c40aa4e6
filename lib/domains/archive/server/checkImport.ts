import * as z from 'zod'
import type { CrateImport, CrateImported } from '../contract/crate.ts'
import { dateOf, isUsableDay, UNUSABLE_DAY } from '../calendarDay.ts'

type Line = CrateImport['lines'][number]
type Problems = CrateImported['results'][number]['problems']

/** A line of an import as it would be written. */
export interface ReadLine {
  readonly id: string
  readonly label: string
  readonly contents: string
  readonly location: string
  readonly retentionRuleId: string | null
  readonly retainUntil: Date | null
}

const words = (what: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, `Write ${what}.`)
    .max(max, `At most ${max.toLocaleString('en')} characters fit here.`)

/** The same limits as for a crate that is registered by hand. */
const Columns = z.object({
  label: words('a title', 200),
  contents: z.string().trim().max(4_000, 'At most 4,000 characters fit here.'),
  location: words('a place', 200),
  retain_until: z
    .literal('')
    .or(z.iso.date('Write the day as YYYY-MM-DD, such as 2030-12-31.').refine(isUsableDay, UNUSABLE_DAY)),
})

/** Reads one line; what is wrong with it is said by column. `ruleIds` are by name in lower case. */
export function checkLine(
  line: Line,
  ruleIds: ReadonlyMap<string, string>,
): { readonly read: ReadLine } | { readonly problems: Problems } {
  const parsed = Columns.safeParse({ ...line, retain_until: line.retain_until.trim() })
  const ruleName = line.retention_rule.trim()
  const retentionRuleId = ruleName === '' ? null : ruleIds.get(ruleName.toLowerCase())
  if (parsed.success && retentionRuleId !== undefined) {
    const { retain_until: day, ...columns } = parsed.data
    const retainUntil = day === '' ? null : dateOf(day)
    return { read: { id: line.id, ...columns, retentionRuleId, retainUntil } }
  }
  const problems: Problems = {}
  for (const { path, message } of parsed.error?.issues ?? []) problems[String(path[0])] ??= message
  if (retentionRuleId === undefined) problems['retention_rule'] = 'There is no retention rule of this name.'
  return { problems }
}

import * as z from 'zod/mini'
import { NewId, Version, text } from './fields.ts'

/** How long records of a kind are kept. */
export const RetentionRule = z.object({
  id: z.uuid(),
  name: z.string(),
  years: z.int(),
  version: z.int(),
})
export type RetentionRule = z.infer<typeof RetentionRule>

/** By name. */
export const RetentionRuleList = z.object({ items: z.array(RetentionRule) })
export type RetentionRuleList = z.infer<typeof RetentionRuleList>

const Years = z.int().check(z.minimum(1), z.maximum(200))
const RuleName = text(80)

/** For admins. */
export const RetentionRuleCreate = z.strictObject({ id: NewId, name: RuleName, years: Years })
export type RetentionRuleCreate = z.infer<typeof RetentionRuleCreate>

export const RetentionRuleUpdate = z.strictObject({
  version: z.optional(Version),
  name: z.optional(RuleName),
  years: z.optional(Years),
})
export type RetentionRuleUpdate = z.infer<typeof RetentionRuleUpdate>

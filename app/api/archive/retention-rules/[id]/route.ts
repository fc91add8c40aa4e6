import { getWardline } from '@/lib/composition.ts'
import { RetentionRule, RetentionRuleUpdate } from '@/lib/domains/archive/contract/retentionRule.ts'
import { IdParams } from '@/lib/domains/archive/server/archiveQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const PATCH = defineRoute({
  method: 'PATCH',
  summary: 'Change a retention rule (admins)',
  access: 'actor',
  params: IdParams,
  body: RetentionRuleUpdate,
  response: RetentionRule,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().archive.retentionRules.update(call, call.params.id, call.body),
})

export const DELETE = defineRoute({
  method: 'DELETE',
  summary: 'Delete a retention rule that no crate is kept by (admins)',
  access: 'actor',
  params: IdParams,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().archive.retentionRules.remove(call, call.params.id),
})

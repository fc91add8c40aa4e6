import { getWardline } from '@/lib/composition.ts'
import {
  RetentionRule,
  RetentionRuleCreate,
  RetentionRuleList,
} from '@/lib/domains/archive/contract/retentionRule.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'How long records are kept: all rules, by name',
  access: 'actor',
  response: RetentionRuleList,
  handle: () => getWardline().archive.retentionRules.list(),
})

export const POST = defineRoute({
  method: 'POST',
  summary: 'Add a retention rule (admins)',
  access: 'actor',
  body: RetentionRuleCreate,
  response: RetentionRule,
  status: 201,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().archive.retentionRules.create(call, call.body),
})

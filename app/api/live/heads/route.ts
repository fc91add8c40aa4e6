import * as z from 'zod'
import { getWardline } from '@/lib/composition.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'
import { HEADS_MAX, TopicHeads } from '@/lib/realtime/protocol/topicHeads.ts'
import { TopicName } from '@/lib/realtime/protocol/topicName.ts'

const HeadsQuery = z.strictObject({
  topics: z
    .string()
    .transform((names) => (names === '' ? [] : names.split(',')))
    .pipe(z.array(TopicName).max(HEADS_MAX, `At most ${HEADS_MAX} topics at once.`)),
})

export const GET = defineRoute({
  method: 'GET',
  summary: 'Where topics stand, for pages that no socket reaches',
  access: 'actor',
  query: HeadsQuery,
  response: TopicHeads,
  limit: { points: 600, seconds: 60 },
  handle: ({ actor, query }) => getWardline().readHeads(actor, query.topics),
})

import fc from 'fast-check'

export const TOPICS = ['unit:a', 'unit:b'] as const
const topic = fc.constantFrom(...TOPICS)
const row = fc.constantFrom('r1', 'r2', 'r3')

/** What may befall people, network, log and backplane. `turns`: how far everything gets before the next happens. */
const step = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      what: fc.constant('commit' as const),
      topic,
      row,
      count: fc.constantFrom(1, 1, 1, 2, 7),
      fate: fc.constantFrom('sent', 'sent', 'sent', 'lost', 'late', 'twice'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('deliverLate' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('repeat' as const), which: fc.nat({ max: 20 }) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('garble' as const) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('drop' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('handOver' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('newEpoch' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('trim' as const), kept: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('deadLetter' as const), topic, row }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('revoke' as const), topic }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('grant' as const), topic }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('revokeWhileAsking' as const), topic }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('restoreWhileAway' as const), topic }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('sleepAndWake' as const), topic }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('unsubscribe' as const), topic }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('subscribe' as const), topic }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('holdLog' as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('releaseLog' as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('holdRights' as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('releaseRights' as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('answerFetches' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('pass' as const),
      ms: fc.constantFrom(250, 600, 1_100, 3_000, 61_000),
    }),
  },
)
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

export interface Happening {
  readonly step: Step
  readonly turns: number
}

/** A run: whether two tabs share a connection, and what happens one after the other. */
export const story = fc.record({
  isShared: fc.boolean(),
  happenings: fc.array(fc.record({ step, turns: fc.constantFrom(0, 1, 3, 12, 12, 12) }), {
    minLength: 4,
    maxLength: 40,
  }),
})
export type Story = typeof story extends fc.Arbitrary<infer S> ? S : never

import { expect, test } from 'vitest'
import type { Actor } from './actor.ts'
import { createTopicRules } from './topicRules.ts'

const actor: Actor = { userId: 'u', sessionId: 's', name: 'N' }

const rules = createTopicRules([
  {
    name: 'one',
    models: {},
    topics: {
      units: { maySubscribe: () => false },
      'unit:{id}': { maySubscribe: (_actor, { id }) => id === 'a', presence: true },
      'item:{entity}:{id}': { maySubscribe: () => null },
      'item:crate:{id}': {
        maySubscribe: (_actor, { id }) => Promise.resolve(id === '1' ? { since: 7 } : null),
      },
    },
  },
])

test('[HUB-2] a topic is judged by the rule of its pattern; words written out go first', async () => {
  expect(await rules.authorize(actor, 'unit:a')).toEqual({ since: 0 })
  expect(await rules.authorize(actor, 'unit:b')).toBeNull()
  expect(await rules.authorize(actor, 'units')).toBeNull()
  expect(await rules.authorize(actor, 'item:crate:1')).toEqual({ since: 7 })
  expect(await rules.authorize(actor, 'item:request:1')).toBeNull()
})

test('[HUB-2] what no rule names nobody hears', async () => {
  for (const topic of ['unit', 'unit:a:b', 'Unit:a', 'unit:', 'unit:{id}', 'other:a', '']) {
    expect(await rules.authorize(actor, topic)).toBeNull()
  }
  expect(rules.allowsPresence('unit:zz')).toBe(true)
  expect(rules.allowsPresence('units')).toBe(false)
})

test('[HUB-2] two rules for one pattern do not start', () => {
  const domain = { name: 'x', models: {}, topics: { 'unit:{id}': { maySubscribe: () => true } } }
  const other = { name: 'y', models: {}, topics: { 'unit:{unitId}': { maySubscribe: () => true } } }
  expect(() => createTopicRules([domain, other])).toThrow(/two rules/)
})

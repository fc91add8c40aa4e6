import { expect, test } from 'vitest'
import { createTestGateway, unitsDomain } from '../testing/createTestGateway.ts'
import type { TestActor } from '../testing/createTestGateway.ts'
import type { LiveDomain } from './liveDomain.ts'

const SENTINEL = { type: 'pong' }

test('[HUB-7] not one position after a lost right is heard, nor the event that took it', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  gateway.person('ben')
  await using ada = await gateway.listen('ada', 'unit:a')
  await using ben = await gateway.listen('ben', 'unit:a')
  gateway.announce({})
  await ada.expectNext({ seq: 1 })
  gateway.person('ada', [])
  gateway.announce({ revocation: { userId: 'ada', topics: ['unit:a'] } }, {}, {})
  await ben.expect({ seq: 4 })
  expect(await ada.expectNext({})).toEqual({
    type: 'unsubscribed',
    topic: 'unit:a',
    reason: 'access_changed',
  })
  gateway.announce({})
  await ben.expect({ seq: 5 })
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore(SENTINEL)
})

test('[HUB-7] suspended at once: nothing goes out before the answer, however long it takes', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  gateway.person('ben')
  await using ada = await gateway.listen('ada', 'unit:a')
  await using ben = await gateway.listen('ben', 'unit:a')
  let open = (): void => {}
  gateway.authenticator.gate = new Promise((resolve) => {
    open = resolve
  })
  gateway.announce({ revocation: { userId: 'ada' } }, {})
  gateway.announce({})
  await ben.expect({ seq: 3 })
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore(SENTINEL)
  open()
  // The right still stands: what was held back follows, without a gap.
  for (const seq of [1, 2, 3]) await ada.expectNext({ type: 'data_update', seq })
})

test('[HUB-7] a revocation that names topics only suspends all of their subscribers', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  gateway.person('ben')
  await using ada = await gateway.listen('ada', 'unit:a')
  await using ben = await gateway.listen('ben', 'unit:a')
  gateway.person('ada', [])
  gateway.announce({ revocation: { topics: ['unit:a'] } }, {})
  await ada.expectNext({ type: 'unsubscribed', reason: 'access_changed' })
  await ben.expectNext({ seq: 1 })
  await ben.expectNext({ seq: 2 })
})

test('[CON-5] the end of a session closes its connections 4001, changed rights close 4400', async () => {
  await using gateway = await createTestGateway()
  for (const user of ['ada', 'ben', 'eve']) gateway.person(user)
  await using ada = await gateway.listen('ada', 'unit:a')
  await using ben = await gateway.listen('ben', 'unit:a')
  await using eve = await gateway.listen('eve', 'unit:a')
  gateway.announce(
    { revocation: { sessionId: 'session-ada', close: 'unauthenticated' } },
    { revocation: { userId: 'ben', close: 'rights_changed' } },
    {},
  )
  expect(await ada.closed()).toMatchObject({ code: 4001 })
  expect(await ben.closed()).toMatchObject({ code: 4400 })
  expect(ada.frames.filter(({ type }) => type === 'data_update')).toEqual([])
  await eve.expect({ seq: 3 })
})

/** A rule of which the test gives each answer itself. */
function createQuestions() {
  const answers: ((mayHear: boolean) => void)[] = []
  let wake = (): void => {}
  const domain: LiveDomain<TestActor> = {
    ...unitsDomain,
    topics: {
      'unit:{unitId}': {
        maySubscribe: () =>
          new Promise<boolean>((resolve) => {
            answers.push(resolve)
            wake()
          }),
      },
    },
  }
  const asked = async (count: number): Promise<void> => {
    while (answers.length < count) await new Promise<void>((resolve) => void (wake = resolve))
  }
  return { answers, asked, domain }
}

test('[HUB-8] a yes from before a barrier counts no more', async () => {
  const { answers, asked, domain } = createQuestions()
  await using gateway = await createTestGateway({ domains: [domain] })
  gateway.person('ada')
  await using ada = await gateway.connect('ada')
  ada.send({ type: 'subscribe', topic: 'unit:a' })
  await asked(1)
  gateway.announce({ revocation: { userId: 'ada', topics: ['unit:a'] } })
  await asked(2)
  // It was true when it was asked for.
  answers[0]?.(true)
  ada.send({ type: 'ping' })
  await ada.expect(SENTINEL)
  answers[1]?.(false)
  await ada.expectNext({ type: 'error', code: 'forbidden', topic: 'unit:a' })
  gateway.announce({})
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore(SENTINEL)
})

test('[HUB-8] a no from before a barrier counts no more', async () => {
  const { answers, asked, domain } = createQuestions()
  await using gateway = await createTestGateway({ domains: [domain] })
  gateway.person('ada')
  await using ada = await gateway.connect('ada')
  ada.send({ type: 'subscribe', topic: 'unit:a' })
  await asked(1)
  gateway.announce({ revocation: { userId: 'ada', topics: ['unit:a'] } })
  await asked(2)
  answers[0]?.(false)
  ada.send({ type: 'ping' })
  await ada.expect({ type: 'connection_established' })
  await ada.expectNothingBefore(SENTINEL)
  answers[1]?.(true)
  await ada.expectNext({ type: 'subscribed', topic: 'unit:a', seq: 1 })
  gateway.announce({})
  await ada.expectNext({ type: 'data_update', seq: 2 })
})

test('[HUB-2] a right that goes while its topic is being opened opens nothing', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  gateway.person('ben', ['b'])
  await using ben = await gateway.listen('ben', 'unit:b')
  await using ada = await gateway.connect('ada')
  await ada.expect({ type: 'connection_established' })
  const release = gateway.log.hold()
  ada.send({ type: 'subscribe', topic: 'unit:a' })
  ada.send({ type: 'ping' })
  await ada.expectNext(SENTINEL)
  let answer = (): void => {}
  gateway.authenticator.gate = new Promise((resolve) => {
    answer = resolve
  })
  gateway.person('ada', [])
  gateway.announce({ revocation: { userId: 'ada', topics: ['unit:a'] } }, { topic: 'unit:b' })
  await ben.expect({ type: 'data_update', topic: 'unit:b' })
  release()
  gateway.announce({}, { topic: 'unit:b' })
  await ben.expect({ type: 'data_update', topic: 'unit:b', seq: 2 })
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore(SENTINEL)
  answer()
  await ada.expectNext({ type: 'error', code: 'forbidden', topic: 'unit:a' })
  gateway.announce({})
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore(SENTINEL)
})

test('[HUB-8] a right taken away while a connection is being authenticated has it judged again', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  gateway.person('ben')
  await using ben = await gateway.listen('ben', 'unit:a')
  let open = (): void => {}
  gateway.authenticator.gate = new Promise((resolve) => {
    open = resolve
  })
  await using ada = await gateway.connect('ada')
  gateway.authenticator.people.delete('ada')
  gateway.announce({ revocation: { sessionId: 'session-ada', close: 'unauthenticated' } })
  await ben.expect({ seq: 1 })
  open()
  expect(await ada.closed()).toMatchObject({ code: 4001 })
  expect(ada.frames).toEqual([])
})

test('[HUB-10] a membership that began after the cursor does not recover what was before', async () => {
  const domain: LiveDomain<TestActor> = {
    ...unitsDomain,
    topics: { 'unit:{unitId}': { maySubscribe: () => ({ since: 2 }) } },
  }
  await using gateway = await createTestGateway({ domains: [domain] })
  gateway.person('ada')
  gateway.announce({}, {}, {})
  await using ada = await gateway.connect('ada')
  ada.send({ type: 'subscribe', topic: 'unit:a', since: { epoch: 'epoch-1', seq: 1 } })
  await ada.expect({ type: 'subscribed', recovered: false, seq: 3, replayed: 0 })
  ada.send({ type: 'subscribe', topic: 'unit:a', since: { epoch: 'epoch-1', seq: 2 } })
  await ada.expect({ type: 'subscribed', recovered: true, seq: 3, replayed: 1 })
  await ada.expectNext({ seq: 3 })
})

test('[HUB-10] what lies before a membership and has not come to this process yet goes by without the newcomer', async () => {
  const domain: LiveDomain<TestActor> = {
    ...unitsDomain,
    topics: { 'unit:{unitId}': { maySubscribe: ({ userId }) => ({ since: userId === 'ada' ? 2 : 0 }) } },
  }
  await using gateway = await createTestGateway({ domains: [domain] })
  for (const name of ['ada', 'ben']) gateway.person(name)
  await using ben = await gateway.listen('ben', 'unit:a')
  // Committed, and lost on its way here.
  gateway.log.append({}, {})
  await using ada = await gateway.connect('ada')
  ada.send({ type: 'subscribe', topic: 'unit:a' })
  await ada.expect({ type: 'subscribed', seq: 2, recovered: null })
  await ben.expect({ seq: 2 })
  gateway.announce({})
  await ada.expectNext({ seq: 3 })
})

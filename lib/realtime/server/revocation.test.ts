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

test('[HUB-8] a barrier between register and answer restarts the authorisation', async () => {
  const questions: ((answer: boolean) => void)[] = []
  const asked: (() => void)[] = []
  const domain: LiveDomain<TestActor> = {
    ...unitsDomain,
    topics: {
      'unit:{unitId}': {
        maySubscribe: () =>
          new Promise<boolean>((resolve) => {
            questions.push(resolve)
            asked.shift()?.()
          }),
      },
    },
  }
  const nextQuestion = (): Promise<void> =>
    new Promise((resolve) => {
      asked.push(resolve)
    })
  await using gateway = await createTestGateway({ domains: [domain] })
  gateway.person('ada')
  await using ada = await gateway.connect('ada')
  const first = nextQuestion()
  ada.send({ type: 'subscribe', topic: 'unit:a' })
  await first
  const second = nextQuestion()
  gateway.announce({ revocation: { userId: 'ada', topics: ['unit:a'] } })
  await second
  // The first answer was true when it was asked for; it counts no more.
  questions[0]?.(true)
  questions[1]?.(false)
  await ada.expect({ type: 'error', code: 'forbidden', topic: 'unit:a' })
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

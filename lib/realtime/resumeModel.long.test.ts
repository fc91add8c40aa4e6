import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Cursors } from './client/cursors.ts'
import type { TopicSync } from './client/topicSync.ts'
import type { Switchboard } from './client/tabs/switchboard.ts'
import type * as ResumeModule from './server/resume.ts'
import type * as TopicRulesModule from './server/topicRules.ts'
import type { Subscription } from './server/subscription.ts'
import { story } from './testing/model/happening.ts'
import { runStory, type Engine } from './testing/model/runStory.ts'

/** Within so many stories a missing rule must show. */
const STORIES = 600
const LONG = 4_000

type Factory<T> = (options: never) => T

/** One rule taken away: in modules before they are loaded, or in classes afterwards. */
interface Mutation {
  readonly name: string
  readonly modules?: Readonly<Record<string, (original: never) => object>>
  readonly patch?: () => Promise<void>
  readonly app?: Engine['app']
}

/** `made`, but for what stands in `over`. */
const but = <T extends object>(made: T, over: Partial<T>): T =>
  Object.create(made, Object.getOwnPropertyDescriptors(over)) as T

const sync = (change: (made: TopicSync) => Partial<TopicSync>) => ({
  './client/topicSync.ts': (original: { createTopicSync: Factory<TopicSync> }) => ({
    createTopicSync(options: never) {
      const made = original.createTopicSync(options)
      return but(made, change(made))
    },
  }),
})

const syncOptions = (change: (options: Record<string, (given: never) => unknown>) => object) => ({
  './client/topicSync.ts': (original: { createTopicSync: (options: object) => TopicSync }) => ({
    createTopicSync: (options: Record<string, (given: never) => unknown>) =>
      original.createTopicSync({ ...options, ...change(options) }),
  }),
})

const verdict = (from: string, to: string) => ({
  './client/cursors.ts': (original: { createCursors: () => Cursors }) => ({
    createCursors() {
      const made = original.createCursors()
      return but(made, {
        take(topic, seq) {
          const judged = made.take(topic, seq)
          return (judged === from ? to : judged) as typeof judged
        },
      })
    },
  }),
})

const MUTATIONS: readonly Mutation[] = [
  { name: '[CLI-7] the client drops what it has seen', modules: verdict('seen', 'next') },
  { name: '[CLI-2] the client steps over no hole', modules: verdict('hole', 'next') },
  {
    name: '[CLI-2] the client compares with the heads',
    modules: sync(() => ({ compareHeads: () => undefined })),
  },
  {
    name: '[CLI-7] a new run is told',
    modules: syncOptions(({ onChange }) => ({
      onChange: (change: { kind: string; generation: number }) =>
        change.kind === 'restarted' && change.generation > 2 ? undefined : onChange?.(change as never),
    })),
  },
  {
    name: '[CLI-8] a reconnect resumes',
    modules: syncOptions(({ send }) => ({
      send: (frame: { type: string }) => (frame.type === 'resume' ? true : send?.(frame as never)),
    })),
  },
  {
    name: '[HUB-9] [CLI-7] a cursor holds in its epoch alone',
    modules: {
      ...sync((made) => ({
        subscribed: (frame) => made.subscribed({ ...frame, epoch: 'any' }),
        compareHeads: (_, heads) => made.compareHeads('any', heads),
      })),
      './server/resume.ts': (original: typeof ResumeModule) => ({
        judgeCursor: ((since, now) =>
          original.judgeCursor(since && { ...since, epoch: now.epoch }, now)) as typeof original.judgeCursor,
      }),
    },
  },
  { name: 'the application fetches once the topic is heard', app: { fetchesWhenHeard: false } },
  {
    name: '[HUB-4] the hub compares with the log’s head',
    async patch() {
      const { LogFollower } = await import('./server/logFollower.ts')
      LogFollower.prototype.compare = () => undefined
    },
  },
  {
    name: '[HUB-3] the hub takes positions one after the other',
    async patch() {
      const { LogFollower } = await import('./server/logFollower.ts')
      const { accept } = LogFollower.prototype
      LogFollower.prototype.accept = function take(batch) {
        const entries = batch.entries.map((entry, at) => ({ ...entry, position: this.position + 1 + at }))
        accept.call(this, { ...batch, entries })
      }
    },
  },
  {
    name: '[HUB-7] a revocation suspends',
    async patch() {
      const { Barrier } = await import('./server/barrier.ts')
      Barrier.prototype.apply = () => undefined
    },
  },
  {
    name: '[HUB-7] before the next position is looked at',
    async patch() {
      const { Barrier } = await import('./server/barrier.ts')
      const { apply } = Barrier.prototype
      Barrier.prototype.apply = function later(revocation) {
        setImmediate(() => apply.call(this, revocation))
      }
    },
  },
  {
    name: '[HUB-8] a revocation finds who is still being authorised',
    async patch() {
      const { Admission } = await import('./server/admission.ts')
      const { suspend } = Admission.prototype
      Admission.prototype.suspend = function only(found: readonly Subscription[]) {
        suspend.call(
          this,
          found.filter(({ phase }) => phase === 'live'),
        )
      }
    },
  },
  {
    name: '[HUB-10] nothing is replayed from before a membership began',
    modules: {
      './server/topicRules.ts': (original: typeof TopicRulesModule) => ({
        createTopicRules(domains: never) {
          const made = original.createTopicRules(domains)
          return but(made, {
            authorize: async (actor, topic) => (await made.authorize(actor, topic)) && { since: 0 },
          })
        },
      }),
    },
  },
  {
    name: '[HUB-9] what the ring has lost is read from the log, or told',
    async patch() {
      const { Ring } = await import('./server/ring.ts')
      Object.defineProperty(Ring.prototype, 'firstSeq', { get: () => 1 })
    },
  },
  {
    name: '[CLI-13] a new connection of tabs knows no topic yet',
    modules: {
      './client/tabs/switchboard.ts': (original: { createSwitchboard: Factory<Switchboard> }) => ({
        createSwitchboard: (options: never) =>
          but(original.createSwitchboard(options), { lost: () => undefined }),
      }),
    },
  },
]

/** The engine, loaded anew, with or without the rule. */
async function loadEngine(mutation?: Mutation): Promise<Engine> {
  vi.resetModules()
  const modules = Object.entries(mutation?.modules ?? {})
  for (const [path, change] of modules) {
    vi.doMock(path, async (importOriginal) => {
      const original = await importOriginal<object>()
      return { ...original, ...change(original as never) }
    })
  }
  const [{ createLiveClient }, { createSharedLine }, { createTestGateway }] = [
    await import('./client/createLiveClient.ts'),
    await import('./client/tabs/sharedLine.ts'),
    await import('./testing/createTestGateway.ts'),
  ]
  await mutation?.patch?.()
  for (const [path] of modules) vi.doUnmock(path)
  const app = mutation?.app ?? { fetchesWhenHeard: true }
  return { createLiveClient, createSharedLine, createTestGateway, app }
}

const seed = Number(process.env['WARDLINE_SEED'] ?? randomInt(2 ** 31))
process.stdout.write(`the resume model: WARDLINE_SEED=${seed}\n`)

test('the long run: whatever happens, nothing goes wrong', async () => {
  const engine = await loadEngine()
  await fc.assert(
    fc.asyncProperty(story, async (each) => {
      expect(await runStory(engine, each)).toEqual([])
    }),
    { seed, numRuns: LONG },
  )
})

describe('a rule taken away shows', () => {
  test.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))('%s', async (_, mutation) => {
    const engine = await loadEngine(mutation)
    const result = await fc.check(
      fc.asyncProperty(story, async (each) => (await runStory(engine, each)).length === 0),
      { seed, numRuns: STORIES, endOnFailure: true },
    )
    expect(result.failed, `within ${STORIES} stories`).toBe(true)
    process.stdout.write(`  after ${result.numRuns} stories: ${mutation.name}\n`)
  })
})

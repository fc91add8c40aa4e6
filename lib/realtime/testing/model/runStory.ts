import { SUBPROTOCOL } from '../../protocol/version.ts'
import type { createLiveClient } from '../../client/createLiveClient.ts'
import { createTestBrowser, type TestTab } from '../../client/testing/createTestBrowser.ts'
import type { createSharedLine } from '../../client/tabs/sharedLine.ts'
import type { LiveDomain } from '../../server/liveDomain.ts'
import type { LogBatch, RoutedEvent } from '../../server/logEntry.ts'
import type { createTestGateway, TestActor } from '../createTestGateway.ts'
import { createFakeClock } from '../fakeClock.ts'
import { createMemoryLog } from '../memoryLog.ts'
import { TOPICS, type Step, type Story } from './happening.ts'
import { createInMemorySockets, type InMemorySockets } from './inMemorySockets.ts'
import { createSleepyClock, type SleepyClock } from './sleepyClock.ts'
import { createModelApp, type AppRules, type ModelApp, type Rows } from './modelApp.ts'

const USER = 'ada'
/** So short that stories get beyond it. */
const HISTORY = 5
/** What lasts longest: a question is put again after 10 s, three times, and a heartbeat comes every 2 s. */
const QUIET_MS = 45_000

/** The engine under test, whole or with a rule taken away. */
export interface Engine {
  readonly createLiveClient: typeof createLiveClient
  readonly createSharedLine: typeof createSharedLine
  readonly createTestGateway: typeof createTestGateway
  readonly app: AppRules
}

type OpenTab = ModelApp & {
  readonly tab: TestTab
  readonly sockets: InMemorySockets
  readonly timers: SleepyClock
}

/** Between `from` and `until` nothing of the topic may be heard; `until` null: still so. */
interface Ban {
  readonly topic: string
  readonly epoch: string
  readonly from: number
  until: number | null
}

/**
 * Runs a story on the real client, hub and gateway. Answers with everything that must not be: an event twice, out of order, or
 * after a gap without a new run; a frame of a topic after the position at which its right went; rows that differ from a fetch.
 */
export async function runStory(engine: Engine, { isShared, happenings }: Story): Promise<string[]> {
  const wrong: string[] = []
  const clock = createFakeClock()
  const log = createMemoryLog()
  const database = new Map<string, Rows>(TOPICS.map((topic) => [topic, new Map()]))
  let epoch = 'epoch-1'
  let epochs = 1
  let versions = 0
  /** The last one given in this epoch. */
  let position = 0
  const bans: Ban[] = []
  const grants = new Map<string, number>()
  const allowed = new Set<string>(TOPICS)
  const published: LogBatch[] = []
  const late: LogBatch[] = []
  let releaseLog: (() => void) | null = null
  let rightsHeld: Promise<void> = Promise.resolve()
  let releaseRights: (() => void) | null = null
  let isGarbling = false

  const domain: LiveDomain<TestActor> = {
    name: 'units',
    models: {},
    topics: {
      'unit:{unitId}': {
        async maySubscribe(actor, { unitId = '' }) {
          const answer = actor.units.includes(unitId) ? { since: grants.get(unitId) ?? 0 } : false
          await rightsHeld
          return answer
        },
      },
    },
  }
  await using gateway = await engine.createTestGateway({
    clock,
    memoryLog: log,
    domains: [domain],
    settingsOver: { historySize: HISTORY, heartbeatMs: 2_000, connectionTimeoutMs: 1e9 },
  })
  const say = () =>
    gateway.person(
      USER,
      [...allowed].map((topic) => topic.slice('unit:'.length)),
    )
  say()

  const hear = (text: string): string => {
    const frame = JSON.parse(text) as {
      type: string
      topic?: string
      data?: { epoch: string; position: number }
    }
    if (frame.type !== 'data_update' || !frame.data) return text
    const { epoch: of, position: heard } = frame.data
    for (const ban of bans) {
      if (ban.topic !== frame.topic || ban.epoch !== of || heard <= ban.from) continue
      if (ban.until === null || heard <= ban.until)
        wrong.push(`${frame.topic}: heard position ${heard}, banned from ${ban.from}`)
    }
    if (!isGarbling) return text
    isGarbling = false
    return text.replace('"seq":', '"sek":')
  }

  const browser = createTestBrowser()
  let opened = 0
  function open(): OpenTab {
    opened += 1
    const tabId = `tab-${opened}`
    const tab = browser.tab()
    const sockets = createInMemorySockets(gateway.realtime, hear)
    const timers = createSleepyClock(clock)
    const client = engine.createLiveClient({
      url: 'ws://127.0.0.1/ws',
      webSocket: sockets.open,
      credentials: () => Promise.resolve({ protocols: [SUBPROTOCOL, `bearer.${USER}`] }),
      session: () => Promise.resolve('signed_in'),
      tabId,
      clock: timers,
      random: () => 0,
      ...(isShared && { line: (parts) => engine.createSharedLine({ ...parts, tabId, tabs: tab.ports }) }),
    })
    const app = createModelApp({
      client,
      read,
      rules: engine.app,
      wrong: (what) => wrong.push(`${tabId} ${what}`),
    })
    for (const topic of TOPICS) app.subscribe(topic)
    client.start()
    return { ...app, tab, sockets, timers }
  }
  const read = (topic: string): Rows => new Map(database.get(topic))

  const drop = () => {
    for (const { sockets } of apps) sockets.drop()
  }

  async function turn(count: number) {
    for (let at = 0; at < count; at += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  async function pass(ms: number) {
    for (let left = ms; left > 0; left -= 250) {
      clock.advance(Math.min(250, left))
      await turn(3)
    }
  }

  function write(topic: string, row: string): Partial<RoutedEvent> {
    versions += 1
    database.get(topic)?.set(row, versions)
    return { topic, data: { id: row, row, version: versions, epoch, position: position + 1 } }
  }
  function append(event: Partial<RoutedEvent>): LogBatch {
    const batch = log.append(event)
    position = batch.entries.at(-1)?.position ?? position
    published.push(batch)
    return batch
  }

  const apps: OpenTab[] = [open()]
  if (isShared) apps.push(open())
  await turn(20)

  function happen(step: Step): Promise<void> | undefined {
    switch (step.what) {
      case 'commit':
        for (let at = 0; at < step.count; at += 1) {
          const batch = append(write(step.topic, step.row))
          if (step.fate === 'late') late.push(batch)
          else if (step.fate !== 'lost') gateway.publish(batch)
          if (step.fate === 'twice') gateway.publish(batch)
        }
        return
      case 'deliverLate':
        for (const batch of late.splice(0).toReversed()) gateway.publish(batch)
        return
      case 'repeat': {
        const batch = published[step.which % Math.max(1, published.length)]
        if (batch) gateway.publish(batch)
        return
      }
      case 'garble':
        isGarbling = true
        return
      case 'drop':
        drop()
        return
      case 'handOver':
        if (!isShared) return
        apps.shift()?.client.close()
        apps.push(open())
        return
      case 'newEpoch':
        epochs += 1
        epoch = `epoch-${epochs}`
        log.restore(epoch)
        position = 0
        grants.clear()
        bans.length = 0
        for (const topic of TOPICS) if (!allowed.has(topic)) bans.push({ topic, epoch, from: 0, until: null })
        return
      case 'trim':
        log.trim(position - step.kept)
        return
      case 'deadLetter':
        gateway.publish(append({ ...write(step.topic, step.row), kind: 'reset' }))
        return
      case 'revoke': {
        if (!allowed.delete(step.topic)) return
        say()
        const revocation = { userId: USER, topics: [step.topic] }
        const batch = append({ topic: 'unit:elsewhere', revocation })
        bans.push({ topic: step.topic, epoch, from: position, until: null })
        gateway.publish(batch)
        return
      }
      case 'grant': {
        if (allowed.has(step.topic)) return
        allowed.add(step.topic)
        say()
        const batch = append({ topic: 'unit:elsewhere' })
        grants.set(step.topic.slice('unit:'.length), position)
        const ban = bans.find(({ topic, until }) => topic === step.topic && until === null)
        if (ban) ban.until = position
        gateway.publish(batch)
        return
      }
      case 'revokeWhileAsking':
        return many(
          { what: 'holdRights' },
          { what: 'drop' },
          { what: 'pass', ms: 600 },
          { what: 'revoke', topic: step.topic },
          { what: 'pass', ms: 250 },
          { what: 'releaseRights' },
          { what: 'pass', ms: 250 },
          { what: 'commit', topic: step.topic, row: 'r1', count: 1, fate: 'sent' },
        )
      case 'restoreWhileAway':
        for (const { sockets } of apps) sockets.refuse(true)
        return many(
          { what: 'drop' },
          { what: 'newEpoch' },
          { what: 'pass', ms: 1_100 },
          { what: 'commit', topic: step.topic, row: 'r1', count: 2, fate: 'sent' },
          { what: 'commit', topic: step.topic, row: 'r2', count: 7, fate: 'sent' },
        ).then(() => {
          for (const { sockets } of apps) sockets.refuse(false)
        })
      case 'sleepAndWake': {
        const [sleeper] = apps
        if (!isShared || !sleeper) return
        sleeper.tab.freeze()
        sleeper.timers.sleep()
        sleeper.sockets.stall(true)
        return many(
          { what: 'pass', ms: 61_000 },
          { what: 'commit', topic: step.topic, row: 'r3', count: 2, fate: 'sent' },
          { what: 'pass', ms: 250 },
        ).then(() => {
          sleeper.tab.thaw()
          sleeper.timers.wake()
          sleeper.sockets.stall(false)
        })
      }
      case 'unsubscribe':
        for (const app of apps) app.unsubscribe(step.topic)
        return
      case 'subscribe':
        for (const app of apps) app.subscribe(step.topic)
        return
      case 'holdLog':
        releaseLog ??= log.hold()
        return
      case 'releaseLog':
        releaseLog?.()
        releaseLog = null
        return
      case 'holdRights':
        if (releaseRights) return
        rightsHeld = new Promise((resolve) => {
          releaseRights = () => resolve()
        })
        return
      case 'releaseRights':
        releaseRights?.()
        releaseRights = null
        return
      case 'answerFetches':
        for (const app of apps) app.answerFetches()
        return
      case 'pass':
        return pass(step.ms)
    }
  }

  async function many(...steps: readonly Step[]) {
    for (const step of steps) await happen(step)
  }

  async function quieten() {
    releaseLog?.()
    releaseLog = null
    releaseRights?.()
    releaseRights = null
    await turn(20)
    await pass(QUIET_MS)
    for (const app of apps) app.answerFetches()
  }

  function compare(when: string, isHeard: (app: ModelApp, topic: string) => boolean) {
    for (const app of apps) {
      for (const topic of TOPICS) {
        if (!isHeard(app, topic)) continue
        const [shown, fresh] = [app.shown(topic), read(topic)]
        const text = (rows: Rows | null) =>
          JSON.stringify(rows && [...rows].toSorted(([a], [b]) => a.localeCompare(b)))
        if (text(shown) !== text(fresh))
          wrong.push(`${when}: ${topic} shows ${text(shown)}, is ${text(fresh)}`)
      }
    }
  }

  for (const { step, turns } of happenings) {
    await happen(step)
    await turn(turns)
  }
  await quieten()
  compare(
    'before the last reconnect',
    (app, topic) => app.client.generation(topic) !== null && app.shown(topic) !== null,
  )
  drop()
  for (const app of apps) for (const topic of TOPICS) app.subscribe(topic)
  await quieten()
  compare('at the end', (_, topic) => allowed.has(topic))
  for (const app of apps) {
    for (const topic of TOPICS) {
      if (!allowed.has(topic) && app.client.generation(topic) !== null)
        wrong.push(`${topic} is heard without a right`)
    }
    app.client.close()
  }
  await turn(5)
  return wrong
}

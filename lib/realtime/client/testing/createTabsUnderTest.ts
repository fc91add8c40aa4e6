import { createLiveClient } from '../createLiveClient.ts'
import type { SessionState } from '../credentials.ts'
import type { ReadHeads } from '../headPoller.ts'
import type { LiveClient, TopicChange, WireFrame } from '../liveClient.ts'
import type { LiveEvent } from '../liveEvent.ts'
import { createSharedLine } from '../tabs/sharedLine.ts'
import type { TabLocks } from '../tabs/tabPorts.ts'
import { createTestBrowser, type TestBrowser, type TestTab } from './createTestBrowser.ts'
import { createTestPage, type TestPage } from './createTestPage.ts'
import { createManualClock, type ManualClock } from './manualClock.ts'
import { createScriptedServer, type ScriptedServer } from './scriptedServer.ts'

/** A tab with a client, and what it has told so far. */
export interface TabUnderTest extends Pick<TestTab, 'crash' | 'freeze' | 'thaw'> {
  readonly client: LiveClient
  readonly page: TestPage
  readonly events: LiveEvent[]
  readonly changes: TopicChange[]
  readonly frames: WireFrame[]
  readonly statuses: string[]
}

/** Tabs of one browser on one scripted server. */
export interface TabsUnderTest {
  readonly server: ScriptedServer
  readonly clock: ManualClock
  readonly browser: TestBrowser
  session: SessionState
  /** Opens a tab at a page and lets everything happen that happens at once. */
  open(options?: TabOptions): Promise<TabUnderTest>
  settle(): Promise<void>
}

export interface TabOptions {
  readonly name?: string
  readonly pageAt?: string
  readonly locks?: TabLocks
  readonly readHeads?: ReadHeads
  /** Default: the one that all share. */
  readonly clock?: ManualClock
}

/** `random` is 0: every backoff is its least. */
export function createTabsUnderTest(): TabsUnderTest {
  const server = createScriptedServer()
  const clock = createManualClock()
  const browser = createTestBrowser()
  let opened = 0

  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) await clock.advance(0)
  }
  const test: TabsUnderTest = {
    server,
    clock,
    browser,
    session: 'signed_in',
    settle,
    async open(options = {}) {
      opened += 1
      const tabId = `tab-${opened}`
      const tab = browser.tab(options.name)
      const tabs = { ...tab.ports, locks: options.locks ?? tab.ports.locks }
      const page = createTestPage(options.pageAt)
      const client = createLiveClient({
        url: `ws://wardline.test/ws?client_id=${tabId}`,
        webSocket: server.factory,
        credentials: ({ refresh }) =>
          Promise.resolve(
            refresh && test.session === 'signed_out' ? null : { protocols: ['wardline.v1', 'proof.00'] },
          ),
        session: () => Promise.resolve(test.session),
        tabId,
        page,
        clock: options.clock ?? clock,
        random: () => 0,
        line: (parts) => createSharedLine({ ...parts, tabId, tabs }),
        ...(options.readHeads && { readHeads: options.readHeads }),
      })
      const it: TabUnderTest = {
        client,
        page,
        events: [],
        changes: [],
        frames: [],
        statuses: [],
        crash() {
          tab.crash()
          // Its socket breaks with it.
          client.close()
        },
        freeze: tab.freeze,
        thaw: tab.thaw,
      }
      client.onEvent((event) => it.events.push(event))
      client.onTopicChange((change) => it.changes.push(change))
      client.onFrame((frame) => it.frames.push(frame))
      client.status.watch(() => it.statuses.push(client.status.get().state))
      client.start()
      await settle()
      return it
    },
  }
  return test
}

import { setTimeout as sleep } from 'node:timers/promises'
import { createEndings } from '../../../e2e/harness/endings.ts'
import { createFaultProxy, type FaultProxy } from '../../../lib/realtime/testing/faultProxy.ts'
import { startCampaign, type Campaign } from '../campaign.ts'
import { withCampaign, type ChaosRun, type RunContext } from '../chaosRun.ts'
import { createStage, type Stage } from '../stage/createStage.ts'

const TEN_MINUTES_MS = 600_000

type Toxic = (proxy: FaultProxy) => void

/** What networks do to clients, one after the other. */
const TOXICS: Readonly<Record<string, Toxic>> = {
  'latency of 300 ms': (proxy) => proxy.delay(300),
  'slices of 7 bytes': (proxy) => proxy.slice(7),
  'bandwidth of 4 KiB/s': (proxy) => proxy.throttle(4_096),
  'lines stalled': (proxy) => proxy.stall(),
  'lines reset': (proxy) => proxy.cut(),
  'clients gone without a word': (proxy) => proxy.halfOpen(),
  'server gone without a word': (proxy) => proxy.vanish(),
  'lines reset, new ones refused': (proxy) => {
    proxy.refuse()
    proxy.cut()
  },
}

/** Bad lines, frozen clients, and clocks that are ten minutes off, one each way. */
export const networkRun: ChaosRun = {
  name: 'network',
  about: 'clients on slow, narrow, broken and silent lines; frozen clients; clocks ten minutes off',
  async run(context) {
    const { isShort, random } = context
    const endings = createEndings()
    const stage = await createStage({
      postgres: await context.postgres(),
      processes: 2,
      redis: true,
      env: { WEBSOCKET_HEARTBEAT_INTERVAL: '2', WEBSOCKET_CONNECTION_TIMEOUT: '8' },
      envOf: [
        { WARDLINE_CHAOS_CLOCK_MS: String(TEN_MINUTES_MS) },
        { WARDLINE_CHAOS_CLOCK_MS: String(-TEN_MINUTES_MS) },
      ],
    })
    endings.add(() => stage.stop())
    try {
      const proxies = await Promise.all(stage.servers.map(({ port }) => createFaultProxy(port)))
      for (const proxy of proxies) endings.add(() => Promise.resolve(proxy[Symbol.asyncDispose]()))
      const starting = startCampaign({
        stage,
        random: random.fork(),
        writers: 12,
        observers: isShort ? 12 : 30,
        paceMs: 250,
        ports: proxies.map(({ port }) => port),
      })
      return await withCampaign(starting, (campaign) => play({ stage, campaign, proxies }, context))
    } finally {
      await endings.run()
    }
  },
}

interface Parts {
  readonly stage: Stage
  readonly campaign: Campaign
  readonly proxies: readonly FaultProxy[]
}

async function play({ campaign, proxies }: Parts, { isShort, random, seconds }: RunContext) {
  const forMs = isShort ? 2_000 : 1_000 * (seconds ?? 15)
  const order = Object.entries(TOXICS)
    .map(([name, toxic]) => ({ name, toxic, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
  for (const { name, toxic } of order) {
    await campaign.more(10)
    await campaign.fault(name, async () => {
      proxies.forEach(toxic)
      await sleep(forMs)
      for (const proxy of proxies) proxy.heal()
    })
  }
  await campaign.more(10)
  const frozen = campaign.seats.filter((_, place) => place % 2 === 0)
  const frozenMs = isShort ? 5_000 : 60_000
  await campaign.fault(`half of the clients frozen, ${frozenMs / 1_000} s`, async () => {
    for (const { observer } of frozen) observer.freeze()
    await sleep(frozenMs)
    for (const { observer } of frozen) observer.thaw()
  })
  await campaign.more(10)
  return { outcomes: [await campaign.finish()] }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { startCampaign, type Campaign } from '../campaign.ts'
import { withCampaign, type ChaosRun, type RunContext } from '../chaosRun.ts'
import { SUPPORTED_SUBPROTOCOLS } from '../../../lib/realtime/protocol/version.ts'
import type { Stage } from '../stage/createStage.ts'

/** How long a process may take from SIGTERM to its end: its own limit, and a busy machine. */
const ENDS_WITHIN_MS = 30_000

/** Rolling restarts by SIGTERM under load: one process after the other, while the other serves. */
export const drainRun: ChaosRun = {
  name: 'drain',
  about: 'rolling restarts of two processes by SIGTERM',
  async run(context) {
    const { isShort, random } = context
    return await context.onPlainStage(async (stage) => {
      const starting = startCampaign({
        stage,
        random: random.fork(),
        writers: isShort ? 8 : 20,
        observers: isShort ? 12 : 30,
        paceMs: 250,
      })
      return await withCampaign(starting, (campaign) => play(stage, campaign, context))
    })
  },
}

async function play(stage: Stage, campaign: Campaign, { isShort, seconds }: RunContext) {
  const endsAt = Date.now() + (seconds ?? 0) * 1_000
  let rounds = isShort ? 1 : 4
  const slowest = { end: 0, back: 0 }
  while (rounds > 0 || Date.now() < endsAt) {
    for (const [place, server] of stage.servers.entries()) {
      await campaign.more(20)
      await campaign.fault(`SIGTERM of process ${place + 1}`, async () => {
        const from = Date.now()
        await server.kill('SIGTERM')
        slowest.end = Math.max(slowest.end, Date.now() - from)
        slowest.back = Math.max(slowest.back, await untilAllLive(campaign, from))
        await server.start()
      })
    }
    rounds -= 1
  }
  if (slowest.end > ENDS_WITHIN_MS) campaign.problem(`a process took ${slowest.end} ms to end`)
  const outcome = await campaign.finish()
  const codes = outcome.observations.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.kind === 'closed' ? [entry.code] : [])),
  )
  const rude = codes.filter((code) => code !== 4200).length
  return {
    outcomes: [outcome],
    problems: rude > 0 ? [`${rude} connections were not closed by 4200`] : [],
    measures: {
      'SIGTERM to end, max ms': slowest.end,
      'SIGTERM to all live elsewhere, max ms': slowest.back,
    },
    counts: { 'closed by 4200': codes.length - rude },
    skips:
      SUPPORTED_SUBPROTOCOLS.length > 1
        ? []
        : ['two protocol versions side by side: there is one version so far'],
  }
}

/** Every observer is connected, to whichever process, and has its answers. */
async function untilAllLive({ seats }: Campaign, from: number): Promise<number> {
  const limit = from + ENDS_WITHIN_MS
  while (!seats.every(({ observer }) => observer.isSettled) && Date.now() < limit) await sleep(20)
  return Date.now() - from
}

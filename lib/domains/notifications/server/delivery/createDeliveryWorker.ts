import type { Database } from '../../../../platform/database/createDatabase.ts'
import { describeError } from '../../../../platform/http/describeError.ts'
import { OutboundError, toOutboundError } from '../../../../platform/outbound/outboundError.ts'
import type { Mail, PushMessage, TextMessage, Transport } from '../../../../platform/outbound/transport.ts'
import { createAlarm } from '../../../../realtime/server/alarm.ts'
import type { Clock } from '../../../../realtime/server/clock.ts'
import type { EngineLogger } from '../../../../realtime/server/engineLogger.ts'
import { CHANNELS, type Channel } from '../../contract/delivery.ts'
import { claimDeliveries, type Claim } from './claimDeliveries.ts'
import { composeMail, composePush, composeText } from './composeMessage.ts'
import { nextTryMs } from './nextTry.ts'
import { planDeliveries, type ChannelUse } from './planDeliveries.ts'
import { wallClockOf } from './quietHours.ts'
import { readDue } from './readDue.ts'
import { failedOutcome, recordOutcome, type Outcome } from './recordOutcome.ts'

/** The ways out of this site; null: it has none for the channel. */
export interface Transports {
  readonly email: Transport<Mail> | null
  readonly sms: Transport<TextMessage> | null
  readonly push: Transport<PushMessage> | null
}

export interface DeliveryWorkerOptions {
  readonly database: Database
  readonly transports: Transports
  /** Begins the links; no slash at its end. */
  readonly publicUrl: string
  readonly siteTimeZone: string
  /** How long mail waits for what else comes, and for being read. */
  readonly mailDelayMs: number
  readonly clock: Clock
  readonly logger: EngineLogger
  /** From 0 to 1. */
  readonly random: () => number
  /** How long one attempt may take. Default: 30 s. */
  readonly attemptMs?: number
}

export interface DeliveryWorker {
  /** Something may be due: looks at once. */
  nudge(): void
  /** Takes nothing new, waits for what is under way, and ends what takes too long. */
  close(): Promise<void>
}

const ATTEMPT_MS = 30_000
const RECORD_AGAIN_MS = 500
const LOOK_MS = 1_000
const CLOSE_MS = 5_000

/**
 * Plans deliveries and sends what is due: of each channel one message at a time, so that a process that dies leaves at most
 * one behind of which nobody knows whether it went out. That one is sent again, under the same id.
 */
export function createDeliveryWorker(o: DeliveryWorkerOptions): DeliveryWorker {
  const { clock, database, logger, transports, attemptMs = ATTEMPT_MS } = o
  const alarm = createAlarm(clock)
  const ending = new AbortController()
  const wallClock = wallClockOf(o.siteTimeZone)
  const draining = new Map<Channel, Promise<void>>()
  let isClosed = false
  const use = Object.fromEntries(
    CHANNELS.map((channel) => [
      channel,
      { hasTransport: transports[channel] !== null, delayMs: channel === 'email' ? o.mailDelayMs : 0 },
    ]),
  ) as Record<Channel, ChannelUse>

  async function send(claim: Claim, signal: AbortSignal): Promise<Outcome> {
    const { email, sms, push } = transports
    if (transports[claim.channel] === null) return { state: 'no_transport' }
    try {
      const sent = {
        email: () => email?.send(composeMail(claim, o.publicUrl), signal),
        sms: () => sms?.send(composeText(claim, o.publicUrl), signal),
        push: () => push?.send(composePush(claim), signal),
      }
      return { state: 'sent', reference: (await sent[claim.channel]()) ?? null }
    } catch (error) {
      const failure = ending.signal.aborted
        ? new OutboundError('temporary', 'interrupted')
        : toOutboundError(error)
      return failedOutcome(failure, nextTryMs(failure, claim, o.random), clock.now())
    }
  }

  /** Until it is written down: what was sent must not be sent again because the database was away for a moment. */
  async function record(claim: Claim, outcome: Outcome): Promise<void> {
    const latest = clock.now() + attemptMs / 2
    for (;;) {
      try {
        return await recordOutcome(database, claim, { ...outcome, at: clock.now() })
      } catch (error) {
        if (isClosed || clock.now() >= latest) throw error
        await new Promise<void>((resolve) => clock.setTimer(RECORD_AGAIN_MS, resolve))
      }
    }
  }

  async function attempt(claim: Claim): Promise<void> {
    const limit = new AbortController()
    const stop = clock.setTimer(attemptMs, () => limit.abort())
    const outcome = await send(claim, AbortSignal.any([limit.signal, ending.signal]))
    stop()
    await record(claim, outcome)
    const { channel, digestId, attempts, members } = claim
    const fields = { channel, message_id: digestId, attempts, deliveries: members.length }
    if (outcome.state === 'sent') logger.debug(fields, 'a notification left')
    else logger.warn({ ...fields, ...outcome }, 'a notification was not sent')
  }

  async function drain(channel: Channel): Promise<void> {
    try {
      while (!isClosed) {
        const claim = await claimDeliveries(channel, {
          database,
          now: clock.now(),
          // The attempt, and as long again to write down how it ended.
          leaseMs: 2 * attemptMs,
          wallClock,
        })
        if (claim === 'nothing') return
        if (claim !== 'moved') await attempt(claim)
      }
    } catch (error) {
      logger.warn({ channel, error: describeError(error) }, 'deliveries wait; they are tried again')
    }
  }

  async function look(): Promise<void> {
    const due = await readDue(database, clock.now())
    if (due.hasPlans) {
      while (!isClosed && (await planDeliveries(database, use, clock.now())) > 0);
      alarm.nudge()
    }
    for (const channel of due.channels) {
      if (draining.has(channel)) continue
      draining.set(
        channel,
        drain(channel).finally(() => draining.delete(channel)),
      )
    }
  }

  async function run(): Promise<void> {
    while (!isClosed) {
      alarm.reset()
      await look().catch((error: unknown) =>
        logger.warn({ error: describeError(error) }, 'deliveries were not looked at; it is tried again'),
      )
      if (!isClosed) await alarm.wait(LOOK_MS)
    }
  }

  const running = run()
  return {
    nudge: () => alarm.nudge(),
    async close() {
      isClosed = true
      alarm.end()
      const stop = clock.setTimer(CLOSE_MS, () => ending.abort())
      await running
      await Promise.all(draining.values())
      stop()
      for (const channel of CHANNELS) transports[channel]?.close()
    },
  }
}

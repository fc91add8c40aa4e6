import type { Database } from '../../../../platform/database/createDatabase.ts'
import { createMailTransport } from '../../../../platform/outbound/createMailTransport.ts'
import { createPushTransport } from '../../../../platform/outbound/createPushTransport.ts'
import { createSmsTransport } from '../../../../platform/outbound/createSmsTransport.ts'
import { vapidKeys } from '../../../../platform/outbound/vapidKeys.ts'
import type { OutboundSettings } from '../../../../platform/settings/outboundSettings.ts'
import type { Clock } from '../../../../realtime/server/clock.ts'
import type { EngineLogger } from '../../../../realtime/server/engineLogger.ts'
import type { LiveDomain } from '../../../../realtime/server/liveDomain.ts'
import type { DeskActor } from '../../../identity/contract.ts'
import { DELIVERIES_TOPIC } from '../../contract/delivery.ts'
import { runsDeliveries } from '../../policy.ts'
import { createDeliveryWorker, type DeliveryWorker, type Transports } from './createDeliveryWorker.ts'
import { createOutboxService, type OutboxService } from './createOutboxService.ts'
import { availableOf, createPreferenceService, type PreferenceService } from './createPreferenceService.ts'
import { createPushService, type PushService } from './createPushService.ts'
import { deliveryModels } from './liveModels.ts'

/** Ways to people who are not at the desk, as composition holds them. */
export interface Deliveries {
  readonly preferences: PreferenceService
  readonly pushes: PushService
  readonly outbox: OutboxService
  readonly live: LiveDomain<DeskActor>
  /** Begins to plan and to send. Once per process. */
  start(): DeliveryWorker
}

export interface DeliveriesOptions {
  readonly database: Database
  readonly settings: {
    readonly outbound: OutboundSettings
    readonly siteTimeZone: string
    readonly publicUrl: string | null
  }
  /** `push`: hex, the same in every process. */
  readonly secrets: { readonly push: string }
  readonly clock: Clock
  readonly logger: EngineLogger
}

export function createDeliveries({
  database,
  settings,
  secrets,
  clock,
  logger,
}: DeliveriesOptions): Deliveries {
  const { mail, sms, push, mailDelayMs } = settings.outbound
  const { siteTimeZone } = settings
  const keys = vapidKeys(secrets.push)
  const available = availableOf({ email: mail, sms, push })
  const pushKey = push === null ? null : keys.publicKey
  const open = (): Transports => ({
    email: mail && createMailTransport(mail),
    sms: sms && createSmsTransport(sms),
    push: push && createPushTransport(push, keys),
  })
  return {
    preferences: createPreferenceService({ database, siteTimeZone, available, pushKey, clock }),
    pushes: createPushService({ database, push }),
    outbox: createOutboxService({ database, available, clock }),
    live: {
      name: 'deliveries',
      models: deliveryModels,
      topics: { [DELIVERIES_TOPIC]: { maySubscribe: (actor) => runsDeliveries(actor) } },
    },
    start: () =>
      createDeliveryWorker({
        database,
        transports: open(),
        // Mail and text messages are refused without it by the settings; pushes carry paths.
        publicUrl: settings.publicUrl ?? '',
        siteTimeZone,
        mailDelayMs,
        clock,
        logger,
        random: Math.random,
      }),
  }
}

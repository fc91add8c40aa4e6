import { userTopic } from '../../../../realtime/protocol/topic.ts'
import { defineLiveModel, type CapturedRow, type LiveModel } from '../../../../realtime/server/liveDomain.ts'
import { EVERYONE_TOPIC } from '../../../identity/contract.ts'
import { DELIVERIES_TOPIC } from '../../contract/delivery.ts'

interface DeliveryRow extends CapturedRow {
  readonly channel: string
  readonly state: string
}

interface OwnRow extends CapturedRow {
  readonly userId: string
}

/** What is announced of deliveries: how far they are, to admins; how they want to be told, to whom it concerns. */
export const deliveryModels: Readonly<Record<string, LiveModel>> = {
  Delivery: defineLiveModel<DeliveryRow>({
    entity: 'delivery',
    route: [],
    signal: { channel: 'channel', status: 'state' },
    topics: () => [DELIVERIES_TOPIC],
  }),
  NotificationProfile: defineLiveModel<OwnRow>({
    entity: 'notification_profile',
    route: ['userId'],
    signal: {},
    topics: (row) => [userTopic(row.userId)],
  }),
  PushSubscription: defineLiveModel<OwnRow>({
    entity: 'push_subscription',
    route: ['userId'],
    signal: {},
    topics: (row) => [userTopic(row.userId)],
  }),
  ChannelRule: defineLiveModel({
    entity: 'channel_rule',
    route: [],
    signal: {},
    topics: () => [EVERYONE_TOPIC],
  }),
}

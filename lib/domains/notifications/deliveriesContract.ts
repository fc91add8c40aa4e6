import { invalidate, type LiveContract } from '../../realtime/client/liveContract.ts'
import { deliveriesKeys } from './contract/deliveriesKeys.ts'

/** What events of deliveries do to the browser's cache. Many change at once: the admins' list follows once a second. */
export const deliveriesContract: LiveContract = {
  name: 'deliveries',
  effects: {
    delivery: [invalidate(() => [deliveriesKeys.all], undefined, 1_000)],
    notification_profile: [invalidate(() => [deliveriesKeys.preferences])],
    push_subscription: [invalidate(() => [deliveriesKeys.preferences])],
    channel_rule: [invalidate(() => [deliveriesKeys.preferences, deliveriesKeys.rules])],
  },
}

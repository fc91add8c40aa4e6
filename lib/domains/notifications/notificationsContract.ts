import { invalidate, type LiveContract } from '../../realtime/client/liveContract.ts'
import { notificationsKeys } from './contract/notificationsKeys.ts'

const { counts, lists } = notificationsKeys

/** What the notifications' events do to the cache of their reader. The frame of a new one brings its words: a toast needs no fetch. */
export const notificationsContract: LiveContract = {
  name: 'notifications',
  effects: {
    notification: [
      invalidate((event) => [lists, counts, notificationsKeys.item(event.id ?? '')]),
      invalidate(() => [notificationsKeys.sent]),
    ],
    notification_mark: [
      invalidate((event) => [
        lists,
        counts,
        ['notifications', 'item', event.data['notification_id'] ?? null],
      ]),
      invalidate(() => [['notifications', 'receipts'], notificationsKeys.sent]),
    ],
    notification_reader: [invalidate(() => [lists, counts, ['notifications', 'item']])],
  },
  // What goes to many is read by many: within the second in which it is to be seen.
  spreadMs: { everyone: 700, role: 400, members: 400 },
}

import type { Notification } from '@/lib/domains/notifications/contract.ts'

/** A notification as the server presents it; a request that waits, unless told otherwise. */
export const createLine = (change: Partial<Notification> = {}): Notification => ({
  id: '01a1fd36-fbe3-7015-a094-000000000001',
  number: 1,
  type: 'request_waiting',
  severity: 'info',
  title: 'Withdrawal WD-2026-001 waits for a decision',
  message: 'From Bea',
  icon: 'request',
  color: 'blue',
  link: '/archive/requests/01a1fd36-fbe3-7015-a094-0000000000aa',
  subject: null,
  data: {},
  by: { id: '01a1fd36-fbe3-7015-a094-0000000000bb', name: 'Bea' },
  actions: [],
  group_key: null,
  count: 1,
  read: false,
  snoozed_until: null,
  requires_ack: false,
  acknowledged_at: null,
  expires_at: null,
  created_at: '2026-11-25T08:00:00.000Z',
  ...change,
})

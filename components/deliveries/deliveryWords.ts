import type { StatusLook } from '@/components/ui/StatusBadge'
import type { NotificationType } from '@/lib/domains/notifications/contract.ts'
import type { Channel, DeliveryState } from '@/lib/domains/notifications/contract/delivery.ts'

export const channelLabel: Readonly<Record<Channel, string>> = {
  email: 'E-mail',
  sms: 'Text message',
  push: 'Push',
}

/** What one is told of. */
export const typeLabel: Readonly<Record<NotificationType, string>> = {
  request_waiting: 'A request waits for you',
  request_decided: 'Your request is decided on',
  request_sent_back: 'Your request is sent back',
  transfer_incoming: 'A transfer comes to your unit',
  mention: 'You are mentioned',
  system: 'A notice from administration',
}

export const deliveryLook: Readonly<Record<DeliveryState, StatusLook>> = {
  planned: { tone: 'blue', shape: 'ring', label: 'Planned' },
  held: { tone: 'violet', shape: 'clock', label: 'Quiet hours' },
  sending: { tone: 'blue', shape: 'half', label: 'Sending' },
  sent: { tone: 'green', shape: 'tick', label: 'Sent' },
  failed: { tone: 'amber', shape: 'back', label: 'Tried again' },
  dead: { tone: 'red', shape: 'cross', label: 'Given up' },
  suppressed: { tone: 'grey', shape: 'dash', label: 'Not needed' },
  no_transport: { tone: 'amber', shape: 'bar', label: 'No transport' },
}

/** Monday first, as the contract counts. */
export const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

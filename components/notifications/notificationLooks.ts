import type { StatusLook } from '@/components/ui/StatusBadge'
import type { NotificationType, Severity } from '@/lib/domains/notifications/contract.ts'

/** How grave it is: never by its colour alone. */
export const severityLook: Readonly<Record<Severity, StatusLook>> = {
  info: { tone: 'blue', shape: 'dot', label: 'Info' },
  success: { tone: 'green', shape: 'tick', label: 'Done' },
  warning: { tone: 'amber', shape: 'half', label: 'Warning' },
  critical: { tone: 'red', shape: 'bar', label: 'Critical' },
}

/** Types as people call them, to choose from. */
export const typeLabel: Readonly<Record<NotificationType, string>> = {
  request_waiting: 'Waiting for a decision',
  request_decided: 'Decided',
  request_sent_back: 'Sent back',
  transfer_incoming: 'Transfers to my unit',
  mention: 'Mentions',
  system: 'From administrators',
}

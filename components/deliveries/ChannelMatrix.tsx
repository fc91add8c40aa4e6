'use client'

import { Checkbox } from '@/components/ui/Checkbox'
import { NOTIFICATION_TYPES, type NotificationType } from '@/lib/domains/notifications/contract.ts'
import {
  CHANNELS,
  DEFAULT_CHANNELS,
  type Channel,
  type Preferences,
} from '@/lib/domains/notifications/contract/delivery.ts'
import { channelLabel, typeLabel } from './deliveryWords'

export interface ChannelMatrixProps {
  readonly preferences: Preferences
  readonly onChoose: (type: NotificationType, channel: Channel, isWanted: boolean) => void
}

/** What one is told of, by which channels. What the site has decided shows, and cannot be changed. */
export function ChannelMatrix({ preferences, onChoose }: ChannelMatrixProps) {
  const { available, choices, rules } = preferences
  const channels = CHANNELS.filter((channel) => available.includes(channel))
  const ruleOf = (type: NotificationType, channel: Channel) =>
    rules.find((rule) => rule.type === type && rule.channel === channel)?.rule
  return (
    <table className="w-full text-base">
      <thead>
        <tr className="border-b border-line text-left text-sm text-muted">
          <th scope="col" className="px-4 py-2 font-medium">
            What
          </th>
          {channels.map((channel) => (
            <th key={channel} scope="col" className="w-20 px-2 py-2 text-center font-medium">
              {channelLabel[channel]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {NOTIFICATION_TYPES.map((type) => (
          <tr key={type} className="border-b border-line last:border-b-0">
            <th scope="row" className="px-4 py-2 text-left font-normal text-ink">
              {typeLabel[type]}
            </th>
            {channels.map((channel) => {
              const rule = ruleOf(type, channel)
              const chosen = choices[type]?.[channel] ?? DEFAULT_CHANNELS[type].includes(channel)
              const by = rule === undefined ? '' : `, ${rule} by the site’s rule`
              return (
                <td key={channel} className="px-2 py-2 text-center">
                  <Checkbox
                    label={`${typeLabel[type]}: ${channelLabel[channel]}${by}`}
                    hideLabel
                    isDisabled={rule !== undefined}
                    isSelected={rule === undefined ? chosen : rule === 'always'}
                    onChange={(isWanted) => onChoose(type, channel, isWanted)}
                    className="justify-center"
                  />
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

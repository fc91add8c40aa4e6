'use client'

import { notify } from '@/components/ui/notify'
import { Section } from '@/components/ui/Section'
import { Select } from '@/components/ui/Select'
import { useChannelRules, useSetChannelRule } from '@/hooks/deliveries/useChannelRules.ts'
import { NOTIFICATION_TYPES } from '@/lib/domains/notifications/contract.ts'
import { CHANNELS } from '@/lib/domains/notifications/contract/delivery.ts'
import { channelLabel, typeLabel } from './deliveryWords'

const OPTIONS = [
  { id: 'choice', label: 'Own choice' },
  { id: 'always', label: 'Always' },
  { id: 'never', label: 'Never' },
] as const

/** What the site decides for everybody. It goes before what people choose. */
export function ChannelRules() {
  const { data } = useChannelRules()
  const set = useSetChannelRule((error) => notify.problem('The rule was not saved.', error.message))
  if (data === undefined) return null
  return (
    <Section
      title="Rules of the site"
      description="Always and never go before what people choose for themselves."
      flush
    >
      <div className="relative overflow-x-auto">
        <table className="w-full text-base">
          <thead>
            <tr className="border-b border-line text-left text-sm text-muted">
              <th scope="col" className="px-4 py-2 font-medium">
                What
              </th>
              {CHANNELS.map((channel) => (
                <th key={channel} scope="col" className="w-36 px-2 py-2 font-medium">
                  {channelLabel[channel]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {NOTIFICATION_TYPES.map((type) => (
              <tr key={type} className="border-b border-line last:border-b-0">
                <th scope="row" className="min-w-40 px-4 py-1.5 text-left font-normal text-ink">
                  {typeLabel[type]}
                </th>
                {CHANNELS.map((channel) => (
                  <td key={channel} className="min-w-36 px-2 py-1.5">
                    <Select
                      label={`${typeLabel[type]}: ${channelLabel[channel]}`}
                      hideLabel
                      size="sm"
                      options={OPTIONS}
                      value={
                        data.items.find((rule) => rule.type === type && rule.channel === channel)?.rule ??
                        'choice'
                      }
                      onChange={(rule) =>
                        set.mutate({ type, channel, rule: rule === 'choice' ? null : rule })
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

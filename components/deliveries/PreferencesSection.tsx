'use client'

import { ErrorState } from '@/components/ui/ErrorState'
import { notify } from '@/components/ui/notify'
import { Section } from '@/components/ui/Section'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { Time } from '@/components/ui/Time'
import { usePreferences } from '@/hooks/deliveries/usePreferences.ts'
import { useUpdatePreferences } from '@/hooks/deliveries/useUpdatePreferences.ts'
import { ChannelMatrix } from './ChannelMatrix'
import { PhoneField } from './PhoneField'
import { PushDevices } from './PushDevices'
import { QuietHours } from './QuietHours'

/** How one is told of things when one is not at the desk. */
export function PreferencesSection() {
  const { data, error, refetch } = usePreferences()
  const choose = useUpdatePreferences({
    onError: (failure) => notify.problem('Your choice was not saved.', failure.message),
  })
  const phone = useUpdatePreferences({ onSuccess: () => notify.done('Your number is saved.') })
  const quiet = useUpdatePreferences({ onSuccess: () => notify.done('Your quiet hours are saved.') })
  const has = (channel: 'sms' | 'push'): boolean => data?.available.includes(channel) === true
  return (
    <div id="notifications" className="grid scroll-mt-16 gap-4">
      <Section
        title="Notifications beyond the desk"
        description="At the desk you are told of everything. Outside it is said that there is something, never what."
        flush
      >
        {data === undefined && error === null && <SkeletonRows rows={6} label="Loading how you are told" />}
        {data === undefined && error && (
          <ErrorState errorId={error.requestId ?? undefined} onRetry={() => void refetch()}>
            {error.message}
          </ErrorState>
        )}
        {data?.available.length === 0 && (
          <p className="p-4 text-base text-muted">
            This site sends no mail, text messages or pushes. An administrator can set that up.
          </p>
        )}
        {data && data.available.length > 0 && (
          <ChannelMatrix
            preferences={data}
            onChoose={(type, channel, isWanted) =>
              choose.mutate({ choices: { [type]: { [channel]: isWanted } } })
            }
          />
        )}
      </Section>
      {data && has('sms') && (
        <Section title="Text messages">
          <PhoneField
            saved={data.phone}
            error={phone.error}
            isPending={phone.isPending}
            onSave={(number) => phone.mutate({ phone: number })}
          />
        </Section>
      )}
      {data && data.push_key !== null && (
        <Section title="Push">
          <PushDevices devices={data.devices} pushKey={data.push_key} />
        </Section>
      )}
      {data && (
        <Section
          title="Quiet hours"
          description={
            data.quiet_until === null ? (
              'What is not critical waits until they end, and comes as one message.'
            ) : (
              <>
                It is quiet until <Time at={data.quiet_until} format="exact" />.
              </>
            )
          }
        >
          <QuietHours
            // What another tab has saved takes the place of what stands here unsaved.
            key={JSON.stringify(data.quiet_hours)}
            saved={data.quiet_hours}
            timeZone={data.time_zone}
            error={quiet.error}
            isPending={quiet.isPending}
            onSave={(ranges) => quiet.mutate({ quiet_hours: ranges })}
          />
        </Section>
      )}
    </div>
  )
}

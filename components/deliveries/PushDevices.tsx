'use client'

import { BellRing } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { notify } from '@/components/ui/notify'
import { Time } from '@/components/ui/Time'
import { pushObstacle } from '@/hooks/deliveries/pushDevice.ts'
import { useAddPushDevice, useRemovePushDevice } from '@/hooks/deliveries/usePushDevices.ts'
import type { PushDevice } from '@/lib/domains/notifications/contract/delivery.ts'

export interface PushDevicesProps {
  readonly devices: readonly PushDevice[]
  readonly pushKey: string
}

/** Browsers that take pushes. Only a press of the button asks this one for permission. */
export function PushDevices({ devices, pushKey }: PushDevicesProps) {
  // Drawn once the preferences are there, so never on the server.
  const [obstacle, setObstacle] = useState(pushObstacle)
  const add = useAddPushDevice({
    pushKey,
    onError: (error) => {
      setObstacle(pushObstacle())
      notify.problem('Push is not on.', Object.values(error.fields)[0] ?? error.message)
    },
  })
  const remove = useRemovePushDevice((error) => notify.problem('Push was not switched off.', error.message))
  const isHere = devices.some(({ current }) => current)
  return (
    <div className="grid gap-3">
      {devices.length > 0 && (
        <ul className="rounded-md border border-line">
          {devices.map((device) => (
            <li
              key={device.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2 last:border-b-0"
            >
              <span className="grow text-base text-ink">
                {device.device} {device.current && <Badge tone="green">This device</Badge>}
                <span className="block text-sm text-muted">
                  since <Time at={device.created_at} format="day" />
                </span>
              </span>
              <Button
                size="sm"
                onPress={() => remove.mutate(device)}
                aria-label={`Switch push off: ${device.device}`}
              >
                Switch off
              </Button>
            </li>
          ))}
        </ul>
      )}
      {!isHere && obstacle === null && (
        <div>
          <Button icon={<BellRing />} isPending={add.isPending} onPress={() => add.mutate()}>
            Allow push on this device
          </Button>
        </div>
      )}
      {!isHere && obstacle !== null && <p className="text-base text-muted">{obstacle}</p>}
      <p className="text-sm text-muted">
        A push says that there is something, not what. It ends when you sign out on the device.
      </p>
    </div>
  )
}

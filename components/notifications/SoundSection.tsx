'use client'

import { Volume2 } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Button } from '@/components/ui/Button'
import { Section } from '@/components/ui/Section'
import { Select } from '@/components/ui/Select'
import { chooseSound, chosenSound, watchSound } from '@/hooks/notifications/soundChoice.ts'
import { playSound, SOUNDS, type Sound } from '@/hooks/notifications/tones.ts'

const silent = (): Sound => 'none'

/** Which sound a new notification makes in this browser; none until one is chosen. Choosing one plays it. */
export function SoundSection() {
  const sound = useSyncExternalStore(watchSound, chosenSound, silent)
  return (
    <Section
      title="Sound of notifications"
      description="For this browser. It is made in one tab, however many are open."
      actions={
        <>
          <Select
            label="Sound"
            hideLabel
            options={SOUNDS}
            value={sound}
            onChange={(chosen) => {
              chooseSound(chosen)
              playSound(chosen)
            }}
            className="w-40"
          />
          <Button
            icon={<Volume2 aria-hidden="true" />}
            isDisabled={sound === 'none'}
            onPress={() => playSound(sound)}
          >
            Play
          </Button>
        </>
      }
    />
  )
}

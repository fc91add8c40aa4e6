'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { useSiteTimeZone } from '@/components/ui/SiteTime'
import { TextField } from '@/components/ui/TextField'
import { startOfDay } from '@/lib/domains/archive/startOfDay.ts'

export interface GoToDayDialogProps {
  readonly onClose: () => void
  /** The first instant of the day at the site. */
  readonly onGoTo: (from: Date) => void
}

/** Goes to what was said on a day, or first after it. */
export function GoToDayDialog({ onClose, onGoTo }: GoToDayDialogProps) {
  const timeZone = useSiteTimeZone()
  const [day, setDay] = useState('')
  const go = () => {
    if (day === '') return
    onGoTo(startOfDay(day, timeZone))
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Go to a day"
      width="sm"
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={go} isDisabled={day === ''}>
            Go
          </Button>
        </>
      }
    >
      <TextField
        label="Day"
        type="date"
        hint="If nothing was said that day, the next message after it is shown."
        value={day}
        onChange={setDay}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go()
        }}
      />
    </Dialog>
  )
}

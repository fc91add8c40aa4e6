'use client'

import { Plus, X } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { TextField } from '@/components/ui/TextField'
import type { NotificationAction } from '@/lib/domains/notifications/contract.ts'

const MOST = 3

export interface LinkFieldsProps {
  readonly value: readonly NotificationAction[]
  readonly onChange: (value: readonly NotificationAction[]) => void
  readonly error: string | undefined
}

/** Up to three buttons under the message: words, and where they lead. */
export function LinkFields({ value, onChange, error }: LinkFieldsProps) {
  const put = (index: number, change: Partial<NotificationAction>) =>
    onChange(value.map((link, at) => (at === index ? { ...link, ...change } : link)))
  return (
    <div className="grid justify-items-start gap-2">
      {value.map(({ label, url }, index) => (
        <div key={index} className="flex w-full items-end gap-2">
          <TextField
            label={`Button ${index + 1}`}
            value={label}
            maxLength={40}
            onChange={(words) => put(index, { label: words })}
            className="w-40"
          />
          <TextField
            label={`Address of button ${index + 1}`}
            placeholder="/archive/requests"
            value={url}
            maxLength={500}
            onChange={(address) => put(index, { url: address })}
            className="grow"
          />
          <IconButton
            label={`Take button ${index + 1} away`}
            icon={<X aria-hidden="true" />}
            onPress={() => onChange(value.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {error !== undefined && <p className="text-sm text-red-text">{error}</p>}
      {value.length < MOST && (
        <Button
          size="sm"
          icon={<Plus aria-hidden="true" />}
          onPress={() => onChange([...value, { label: '', url: '' }])}
        >
          Add a button
        </Button>
      )}
    </div>
  )
}

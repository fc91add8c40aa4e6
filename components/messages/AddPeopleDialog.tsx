'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Checkbox } from '@/components/ui/Checkbox'
import { Dialog } from '@/components/ui/Dialog'
import { FieldErrors } from '@/components/ui/FieldErrors'
import type { Option } from '@/components/ui/Option'
import { useAddPeople } from '@/hooks/messages/useConversationActions.ts'
import type { Participant } from '@/lib/domains/messages/contract.ts'
import { PeoplePicker } from '@/components/form/PeoplePicker'

export interface AddPeopleDialogProps {
  readonly conversationId: string
  readonly participants: readonly Participant[]
  readonly onClose: () => void
}

/** Adds people to a group, with what was said so far or without. */
export function AddPeopleDialog({ conversationId, participants, onClose }: AddPeopleDialogProps) {
  const [people, setPeople] = useState<readonly Option[]>([])
  const [withHistory, setWithHistory] = useState(false)
  const add = useAddPeople(conversationId, onClose)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Add people"
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={people.length === 0}
            isPending={add.isPending}
            onPress={() => add.mutate({ user_ids: people.map(({ id }) => id), with_history: withHistory })}
          >
            Add
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <PeoplePicker value={people} onChange={setPeople} without={participants.map(({ user }) => user.id)} />
        <Checkbox
          label="They may read what was said before"
          isSelected={withHistory}
          onChange={setWithHistory}
        />
        {add.error && <FieldErrors message={add.error.message} fields={add.error.fields} />}
      </div>
    </Dialog>
  )
}

'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { FieldErrors } from '@/components/ui/FieldErrors'
import type { Option } from '@/components/ui/Option'
import { TextField } from '@/components/ui/TextField'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { useBeginConversation } from '@/hooks/messages/useConversationActions.ts'
import { TITLE_MAX_LENGTH, type ConversationCreate } from '@/lib/domains/messages/contract.ts'
import { PeoplePicker } from '@/components/form/PeoplePicker'

export interface NewConversationDialogProps {
  readonly onClose: () => void
  readonly onBegun: (id: string) => void
}

/** Begins a conversation: with one person, or with several as a group. */
export function NewConversationDialog({ onClose, onBegun }: NewConversationDialogProps) {
  const { userId } = useViewer()
  const [people, setPeople] = useState<readonly Option[]>([])
  const [title, setTitle] = useState('')
  const begin = useBeginConversation(({ id }) => onBegun(id))
  const isGroup = people.length > 1 || title.trim() !== ''
  const start = () => {
    const [first] = people
    if (first === undefined) return
    const name = title.trim()
    const body: ConversationCreate = isGroup
      ? { kind: 'group', user_ids: people.map(({ id }) => id), ...(name !== '' && { title: name }) }
      : { kind: 'direct', user_id: first.id }
    begin.mutate(body)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="New message"
      description="One person for a conversation between the two of you, several for a group."
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onPress={start}
            isDisabled={people.length === 0}
            isPending={begin.isPending}
          >
            {isGroup ? 'Start group' : 'Start'}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <PeoplePicker value={people} onChange={setPeople} without={[userId]} />
        <TextField
          label="Name of the group"
          hint="A name makes it a group, even with one person."
          value={title}
          onChange={setTitle}
          maxLength={TITLE_MAX_LENGTH}
        />
        {begin.error && <FieldErrors message={begin.error.message} fields={begin.error.fields} />}
      </div>
    </Dialog>
  )
}

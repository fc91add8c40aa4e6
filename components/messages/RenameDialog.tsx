'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { TextField } from '@/components/ui/TextField'
import { useRenameConversation } from '@/hooks/messages/useConversationActions.ts'
import { TITLE_MAX_LENGTH, type Conversation } from '@/lib/domains/messages/contract.ts'

export interface RenameDialogProps {
  readonly conversation: Conversation
  readonly onClose: () => void
}

/** Gives a group a name; an empty one is called after its people. */
export function RenameDialog({ conversation, onClose }: RenameDialogProps) {
  const [title, setTitle] = useState(conversation.title ?? '')
  const rename = useRenameConversation(conversation.id, onClose)
  const save = () => rename.mutate(title.trim() === '' ? null : title.trim())
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Name of the group"
      width="sm"
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={save} isPending={rename.isPending}>
            Save
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <TextField
          label="Name"
          hint="Without a name it is called after its people."
          value={title}
          onChange={setTitle}
          maxLength={TITLE_MAX_LENGTH}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save()
          }}
        />
        {rename.error && <FieldErrors message={rename.error.message} fields={rename.error.fields} />}
      </div>
    </Dialog>
  )
}

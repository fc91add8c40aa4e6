'use client'

import { SendHorizontal } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { buttonStyles } from '@/components/ui/buttonStyles'
import type { Chat } from '@/hooks/messages/useChat.ts'
import { useMessageDraft } from '@/hooks/messages/useMessageDraft.ts'
import { useUploads } from '@/hooks/messages/useUploads.ts'
import { MESSAGE_MAX_LENGTH, type Message, type Participant } from '@/lib/domains/messages/contract.ts'
import { useChatTools } from './ChatContext'
import { AimLine, type Aim } from './AimLine'
import { AttachButton } from './AttachButton'
import { FilesToSend } from './FilesToSend'
import { MentionList } from './MentionList'
import { mentionsIn } from './mentionsIn'
import { useCompletion } from './useCompletion'

export interface ComposerProps {
  readonly conversationId: string
  readonly chat: Chat
  readonly aim: Aim
  readonly onAimDone: () => void
  readonly onEdit: (message: Message, content: string, mentions: readonly string[]) => void
  readonly onSent: () => void
}

/** Where one writes. Enter sends, Shift and Enter begin another line, `@` finds people. */
export function Composer({ conversationId, chat, aim, onAimDone, onEdit, onSent }: ComposerProps) {
  const { viewerId } = useChatTools()
  const field = useRef<HTMLTextAreaElement>(null)
  const draft = useMessageDraft(conversationId)
  const files = useUploads(conversationId)
  const [rewording, setRewording] = useState('')
  const isEditing = aim?.kind === 'edit'
  const text = isEditing ? rewording : draft.content
  const [aimed, setAimed] = useState<Aim>(null)
  if (aim !== aimed) {
    setAimed(aim)
    if (aim?.kind === 'edit') setRewording(aim.message.content ?? '')
  }
  useEffect(() => {
    if (aim) field.current?.focus()
  }, [aim])
  const others = chat.participants.filter(({ user }) => user.id !== viewerId)
  const completion = useCompletion(field, text, others)
  const arrived = files.uploads.flatMap((upload) => upload.arrived ?? [])
  const isUploading = files.uploads.some((upload) => !upload.arrived && !upload.problem)
  const mayGo = text.trim() !== '' || (!isEditing && arrived.length > 0)

  const change = (words: string) => {
    if (isEditing) setRewording(words)
    else {
      draft.change(words)
      chat.typing.setTyping(words !== '')
    }
  }
  const take = (participant: Participant) => change(completion.take(participant))
  const send = () => {
    if (!mayGo || isUploading) return
    const content = text.trim()
    const mentions = mentionsIn(
      content,
      others.map(({ user }) => user),
      completion.chosen,
    )
    if (isEditing) onEdit(aim.message, content, mentions)
    else {
      const replyTo = aim?.kind === 'reply' ? { id: aim.message.id, number: aim.message.number } : null
      chat.send({ content, replyTo, mentions, attachments: arrived })
      chat.typing.setTyping(false)
      draft.clear()
      files.clear()
      onSent()
    }
    onAimDone()
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (completion.press(event, take)) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    } else if (event.key === 'Escape' && aim) {
      event.preventDefault()
      event.stopPropagation()
      onAimDone()
    }
  }
  return (
    <form
      aria-label="Write a message"
      className="relative shrink-0 border-t border-line p-3"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <MentionList {...completion} onTake={take} />
      {aim && <AimLine aim={aim} onDone={onAimDone} />}
      {!isEditing && <FilesToSend uploads={files.uploads} onDrop={files.drop} />}
      <div className="flex items-end gap-2">
        {!isEditing && <AttachButton onAdd={files.add} />}
        <textarea
          ref={field}
          aria-label="Message"
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={press}
          onSelect={completion.look}
          onDrop={(event) => {
            if (event.dataTransfer.files.length === 0) return
            event.preventDefault()
            files.add([...event.dataTransfer.files])
          }}
          onPaste={(event) => {
            if (event.clipboardData.files.length > 0) files.add([...event.clipboardData.files])
          }}
          rows={1}
          maxLength={MESSAGE_MAX_LENGTH}
          placeholder="Write a message"
          className="field-sizing-content max-h-40 min-h-8 w-full min-w-0 resize-none rounded-md border border-control bg-surface px-2.5 py-1.25 text-base text-ink -outline-offset-1! placeholder:text-subtle"
        />
        <button
          type="submit"
          aria-label={isEditing ? 'Save' : 'Send'}
          title={isEditing ? 'Save (Enter)' : 'Send (Enter)'}
          disabled={!mayGo || isUploading}
          className={buttonStyles({
            variant: 'primary',
            shape: 'icon',
            className: 'shrink-0 disabled:opacity-50',
          })}
        >
          <SendHorizontal aria-hidden="true" />
        </button>
      </div>
    </form>
  )
}

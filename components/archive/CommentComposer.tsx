'use client'

import { SendHorizontal } from 'lucide-react'
import { useState } from 'react'
import * as z from 'zod/mini'
import { Button } from '@/components/ui/Button'
import { Kbd } from '@/components/ui/Kbd'
import { TextArea } from '@/components/ui/TextArea'
import { useDraft } from '@/hooks/forms/useDraft.ts'
import { useTyping } from '@/hooks/useTyping.ts'
import { requestTopic } from '@/lib/domains/archive/contract/archiveRequest.ts'

/** The typing context of comments, apart from that of the edit form. */
const COMMENT = 'comment'

const Words = z.object({ body: z.string() })

/** The draft of a comment that was not sent yet; forget it once it has arrived. */
export const useCommentDraft = (requestId: string) => useDraft(`comment:${requestId}`, Words)

export interface CommentComposerProps {
  readonly requestId: string
  readonly onSend: (body: string) => void
}

/** Where one says something about a request; shows who else is about to. What one types survives a reload. */
export function CommentComposer({ requestId, onSend }: CommentComposerProps) {
  const draft = useCommentDraft(requestId)
  const [body, setBody] = useState(() => draft.read()?.values.body ?? '')
  const { typists, setTyping } = useTyping(requestTopic(requestId), COMMENT)
  const names = typists.slice(0, 3).map(({ name }) => name)
  const isEmpty = body.trim() === ''
  const change = (words: string) => {
    setBody(words)
    setTyping(words !== '')
    if (words.trim() === '') draft.forget()
    else draft.write({ values: { body: words }, base: null })
  }
  const send = () => {
    if (isEmpty) return
    onSend(body.trim())
    setBody('')
    setTyping(false)
  }
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextArea
        label="Comment"
        hideLabel
        value={body}
        onChange={change}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
        }}
        rows={2}
        placeholder="Ask or say something about this request"
        maxLength={4000}
      />
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <output className="min-w-0 text-sm text-muted">
          {names.length > 0 && `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} typing…`}
        </output>
        <span className="ml-auto flex items-center gap-2">
          <span className="hidden items-center gap-1 text-xs text-muted pointer-fine:sm:flex">
            <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
          </span>
          <Button type="submit" icon={<SendHorizontal />} isDisabled={isEmpty}>
            Comment
          </Button>
        </span>
      </div>
    </form>
  )
}

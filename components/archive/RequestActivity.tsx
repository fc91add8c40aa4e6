'use client'

import { notify } from '@/components/ui/notify'
import { Section } from '@/components/ui/Section'
import { useComments } from '@/hooks/archive/useComments.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { requestActions, standingOfRequest } from '@/lib/domains/archive/policy.ts'
import { CommentComposer, useCommentDraft } from './CommentComposer.tsx'
import { RequestTimeline } from './RequestTimeline.tsx'

/** What was done and said about a request, in one stream, and where one says something oneself. */
export function RequestActivity({ request }: { readonly request: ArchiveRequest }) {
  const actions = requestActions(useViewer(), standingOfRequest(request))
  const draft = useCommentDraft(request.id)
  const comments = useComments(request.id, {
    onSent: draft.forget,
    onRemoveFailed: (error) => notify.problem('The comment was not deleted', error.message),
  })
  return (
    <Section title="What happened" flush>
      <div className="p-4">
        <RequestTimeline request={request} comments={comments} />
        {comments.error && comments.items === undefined && (
          <p className="mt-3 text-sm text-red-text">Comments cannot be shown: {comments.error.message}</p>
        )}
      </div>
      {actions.comment && (
        <div className="border-t border-line p-4">
          <CommentComposer key={request.id} requestId={request.id} onSend={comments.send} />
        </div>
      )}
    </Section>
  )
}

'use client'

import { Notice } from '@/components/ui/Notice'
import { useViewer } from '@/hooks/archive/viewer.ts'
import type { ArchiveRequest } from '@/lib/domains/archive/contract.ts'
import { standingOfRequest, waitsFor, type Asker } from '@/lib/domains/archive/policy.ts'
import { isOpen } from '@/lib/domains/archive/requestFlow.ts'
import { mayManageUnit } from '@/lib/domains/identity/policy.ts'

/** What an open request waits for, and whether that is the viewer. Nothing for a closed one. */
export function NextStep({ request }: { readonly request: ArchiveRequest }) {
  const viewer = useViewer()
  if (!isOpen(request.kind, request.status)) return null
  const isMine = waitsFor(viewer, standingOfRequest(request)) !== null
  return (
    <Notice
      kind={isMine ? 'warning' : 'info'}
      title={isMine ? 'This waits for you' : 'What happens next'}
      className="mb-4"
    >
      {isMine ? task(request) : sentence(viewer, request)}
    </Notice>
  )
}

/** What the viewer is to do. */
function task(request: ArchiveRequest): string {
  const { status, unit, send_backs: sendBacks } = request
  if (status === 'approved')
    return `The crates are on the way from ${unit.name}. Confirm the receipt once they are here.`
  const last = sendBacks.at(-1)
  if (status === 'sent_back')
    return `${last ? `${last.sent_by.name}: “${last.reason}” ` : ''}Edit it, then resubmit.`
  return 'Approve it, reject it, or send it back with a question.'
}

function sentence(viewer: Asker, request: ArchiveRequest): string {
  const { status, unit, to_unit: toUnit, created_by: by } = request
  const last = request.send_backs.at(-1)
  if (status === 'sent_back') {
    const what = last ? `${last.sent_by.name} asks: “${last.reason}”` : 'It was sent back.'
    return `${what} ${by.name} or a colleague answers.`
  }
  if (status === 'approved') {
    const name = toUnit?.name ?? 'the other unit'
    return `The crates are on the way. A manager of ${name} confirms the receipt.`
  }
  const isOwn = by.id === viewer.userId && mayManageUnit(viewer, unit.id)
  return isOwn
    ? `You asked for this yourself, so another manager of ${unit.name} decides.`
    : `A manager of ${unit.name} decides.`
}

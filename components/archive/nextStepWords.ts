import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { mayDecide, standingOfRequest, waitsFor, type Asker } from '@/lib/domains/archive/policy.ts'
import { isOpen } from '@/lib/domains/archive/requestFlow.ts'
import { mayManageUnit } from '@/lib/domains/identity/policy.ts'
import type { CalendarDay } from '@/lib/domains/archive/calendarDay.ts'
import { countCrates } from './archiveLooks.ts'
import { dueWords } from './dueWords.ts'

/** What an open request waits for. */
export interface NextStepWords {
  readonly title: string
  readonly words: string
  /** Somebody must do something: the viewer, or whoever has kept crates too long. */
  readonly isUrgent: boolean
}

/** What comes next, as the viewer needs to hear it. Null for a closed request: nothing does. */
export function nextStepWords(
  viewer: Asker,
  request: ArchiveRequest,
  today: CalendarDay,
): NextStepWords | null {
  const { kind, status } = request
  if (!isOpen(kind, status)) return null
  if (kind === 'withdrawal' && status === 'approved') return toBeReturned(viewer, request, today)
  const isMine = waitsFor(viewer, standingOfRequest(request)) !== null
  return {
    title: isMine ? 'This waits for you' : 'What happens next',
    words: isMine ? task(request) : sentence(viewer, request),
    isUrgent: isMine,
  }
}

function toBeReturned(viewer: Asker, request: ArchiveRequest, today: CalendarDay): NextStepWords {
  const out = request.crates.filter(({ returned_at: returnedAt }) => returnedAt === null).length
  const due = dueWords(request, today)
  const crates = `${countCrates(out)} of ${request.crates.length} ${out === 1 ? 'is' : 'are'} out.`
  const who = mayDecide(viewer, standingOfRequest(request), 'return')
    ? 'Put each back as it comes, or confirm the return of all.'
    : `Somebody of ${request.unit.name} confirms the return.`
  return {
    title: due === null ? 'The crates are out' : due.text,
    words: `${crates} ${who}`,
    isUrgent: due?.isOverdue ?? false,
  }
}

/** What the viewer is to do. */
function task(request: ArchiveRequest): string {
  const { kind, status, unit, released_by: first, send_backs: sendBacks } = request
  const last = sendBacks.at(-1)
  if (status === 'sent_back')
    return `${last ? `${last.sent_by.name}: “${last.reason}” ` : ''}Edit it, then resubmit.`
  if (kind === 'destruction')
    return status === 'approved'
      ? `1 of 2 managers: ${first?.name ?? 'one'} agreed. With your yes the crates are destroyed for good.`
      : `Agree, reject it, or send it back with a question. After you, another manager of ${unit.name} must agree as well.`
  if (status === 'approved')
    return `The crates are on the way from ${unit.name}. Confirm the receipt once they are here.`
  return 'Approve it, reject it, or send it back with a question.'
}

function sentence(viewer: Asker, request: ArchiveRequest): string {
  const { kind, status, unit, to_unit: toUnit, created_by: by, released_by: first } = request
  const last = request.send_backs.at(-1)
  if (status === 'sent_back') {
    const what = last ? `${last.sent_by.name} asks: “${last.reason}”` : 'It was sent back.'
    return `${what} ${by.name} or a colleague answers.`
  }
  if (kind === 'destruction' && status === 'approved') {
    const who = first?.id === viewer.userId ? 'you' : (first?.name ?? 'one')
    return `1 of 2 managers: ${who} agreed; another manager of ${unit.name} must agree.`
  }
  if (status === 'approved')
    return `The crates are on the way. A manager of ${toUnit?.name ?? 'the other unit'} confirms the receipt.`
  const isOwn = by.id === viewer.userId && mayManageUnit(viewer, unit.id)
  if (kind === 'destruction')
    return `${isOwn ? 'You asked for this yourself, so two other managers' : 'Two managers'} of ${unit.name} must agree, one after the other.`
  return isOwn
    ? `You asked for this yourself, so another manager of ${unit.name} decides.`
    : `A manager of ${unit.name} decides.`
}

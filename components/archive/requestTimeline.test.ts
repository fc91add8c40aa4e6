import { expect, test } from 'vitest'
import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { createRequestFixture } from './testing/createRequestFixture.ts'
import { requestTimeline } from './requestTimeline.ts'

const ann = { id: 'ann', name: 'Ann' }
const bea = { id: 'bea', name: 'Bea' }
const cy = { id: 'cy', name: 'Cy' }
const at = (hour: number) => `2026-11-21T${String(hour).padStart(2, '0')}:00:00.000Z`
const asked = (values: Partial<ArchiveRequest> = {}) =>
  createRequestFixture({ created_by: ann, created_at: at(1), ...values })

/** "by what: words", oldest first. */
const told = (...args: Parameters<typeof requestTimeline>) =>
  requestTimeline(...args).map((entry) => {
    if (entry.kind === 'comment') return `${entry.comment.author.name} says ${entry.comment.body}`
    const line = `${entry.by?.name ?? '?'} ${entry.what}`
    return entry.words === null ? line : `${line}: ${entry.words}`
  })

test('what was done and said stands in one order', () => {
  const request = asked({
    send_backs: [
      { id: 's', reason: 'Which?', sent_by: bea, created_at: at(3), answered_at: at(5), answered_by: cy },
    ],
    attachments: [
      {
        id: 'f',
        name: 'list.pdf',
        media_type: 'application/pdf',
        size: 1,
        uploaded_by: ann,
        created_at: at(4),
      },
    ],
    status: 'rejected',
    decided_by: bea,
    decided_at: at(6),
    decision_note: 'Too late.',
  })
  const comment = { id: 'c', author: cy, body: 'Mine too', created_at: at(2) }
  expect(told(request, [comment])).toEqual([
    'Ann asked',
    'Cy says Mine too',
    'Bea sent it back: Which?',
    'Ann added list.pdf',
    'Cy resubmitted it',
    'Bea rejected it: Too late.',
  ])
})

test('crates that came back before the rest are told, those of one moment together', () => {
  const crate = (number: string, returned_at: string | null) => ({
    id: number,
    number,
    label: '',
    returned_at,
    returned_by: returned_at === null ? null : cy,
  })
  const request = asked({
    status: 'completed',
    released_by: bea,
    released_at: at(2),
    crates: [crate('CR-1', at(4)), crate('CR-2', at(4)), crate('CR-3', at(5))],
    decided_by: ann,
    decided_at: at(5),
  })
  expect(told(request).slice(1)).toEqual([
    'Bea approved it: the crates went out',
    'Cy put CR-1, CR-2 back',
    'Ann confirmed the return',
  ])
})

test('where nobody has written down who it was, nobody is named', () => {
  const request = asked({
    send_backs: [
      { id: 's', reason: 'Which?', sent_by: bea, created_at: at(2), answered_at: at(3), answered_by: null },
    ],
    crates: [{ id: 'c', number: 'CR-1', label: '', returned_at: at(4), returned_by: null }],
  })
  expect(told(request).slice(2)).toEqual(['? Resubmitted', '? CR-1 came back'])
})

test('a destruction tells both managers', () => {
  const request = asked({
    kind: 'destruction',
    status: 'completed',
    released_by: bea,
    released_at: at(2),
    decided_by: cy,
    decided_at: at(3),
  })
  expect(told(request).slice(1)).toEqual([
    'Bea agreed to the destruction, 1 of 2',
    'Cy agreed as well: the crates were destroyed',
  ])
})

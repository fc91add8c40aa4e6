import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'

/** A pending withdrawal of one crate of Surgery by Ann, but for what the test says. */
export function createRequestFixture(values: Partial<ArchiveRequest> = {}): ArchiveRequest {
  return {
    id: 'request',
    number: 'WR-2026-001',
    kind: 'withdrawal',
    status: 'pending',
    unit: { id: 'surgery', name: 'Surgery' },
    to_unit: null,
    reason: 'A study.',
    due_on: null,
    crates: [{ id: 'crate', number: 'CR-2026-001', label: 'Reports', returned_at: null, returned_by: null }],
    attachments: [],
    comment_count: 0,
    created_by: { id: 'ann', name: 'Ann' },
    released_by: null,
    released_at: null,
    decided_by: null,
    decided_at: null,
    decision_note: null,
    send_backs: [],
    version: 1,
    created_at: '2026-11-20T08:00:00.000Z',
    updated_at: '2026-11-20T08:00:00.000Z',
    ...values,
  }
}

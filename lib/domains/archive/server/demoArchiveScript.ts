import type { RequestKind, RequestStatus } from '../contract.ts'

/** One request of the demo hospital. */
export interface DemoRequest {
  readonly kind: Exclude<RequestKind, 'destruction'>
  readonly status: RequestStatus
  /** Which of the first two units asks; a transfer goes to the other. */
  readonly from: 'first' | 'second'
  readonly crates: number
  readonly reason: string
  readonly daysAgo: number
  /** What it was sent back with, once. */
  readonly sentBack?: string
  /** What was said at the decision. */
  readonly note?: string
}

/** What the demo's crates hold. */
export const CONTENTS: readonly string[] = [
  'Operation reports, January to March',
  'Anaesthesia records, theatre 2',
  'Consent forms A–F',
  'Discharge letters, ward 3 east',
  'Implant registers',
  'X-ray films, thorax',
  'Nursing charts, ward 4',
  'MRI reports, knee and hip',
  'Study files, wound healing',
  'Transfusion records',
  'Outpatient charts G–M',
  'Ultrasound prints',
  'Duty rosters and handover books',
  'Sterilisation logs',
  'Mammography films',
  'Emergency admissions, second quarter',
  'Pathology slips',
  'Contrast agent protocols',
]

/** Oldest first, so that numbers and times agree. */
export const DEMO_REQUESTS: readonly DemoRequest[] = [
  {
    kind: 'withdrawal',
    status: 'approved',
    from: 'first',
    crates: 1,
    reason: 'A former patient asks for copies of the operation report.',
    daysAgo: 41,
    note: 'Back on the shelf within four weeks, please.',
  },
  {
    kind: 'transfer',
    status: 'completed',
    from: 'first',
    crates: 2,
    reason: 'Radiology keeps all films from now on.',
    daysAgo: 34,
    note: 'Arrived complete.',
  },
  {
    kind: 'withdrawal',
    status: 'rejected',
    from: 'first',
    crates: 1,
    reason: 'To make room in the office.',
    daysAgo: 27,
    note: 'These must stay in the archive for ten years.',
  },
  {
    kind: 'withdrawal',
    status: 'cancelled',
    from: 'second',
    crates: 1,
    reason: 'For the audit in May.',
    daysAgo: 20,
    note: 'The audit works on copies.',
  },
  {
    kind: 'withdrawal',
    status: 'approved',
    from: 'second',
    crates: 2,
    reason: 'Second opinion on two earlier examinations.',
    daysAgo: 16,
    sentBack: 'Which examinations? Please name the patients’ numbers in the order form.',
  },
  {
    kind: 'transfer',
    status: 'rejected',
    from: 'second',
    crates: 1,
    reason: 'The shelf in B2 is full.',
    daysAgo: 12,
    note: 'Ours is full too. Ask Pharmacy.',
  },
  {
    kind: 'transfer',
    status: 'approved',
    from: 'first',
    crates: 2,
    reason: 'Thorax films belong to Radiology.',
    daysAgo: 5,
  },
  {
    kind: 'withdrawal',
    status: 'sent_back',
    from: 'first',
    crates: 2,
    reason: 'For a study.',
    daysAgo: 4,
    sentBack: 'Which study? Add the number of the ethics vote.',
  },
  {
    kind: 'withdrawal',
    status: 'pending',
    from: 'second',
    crates: 1,
    reason: 'Comparison with an examination of 2019.',
    daysAgo: 3,
  },
  {
    kind: 'withdrawal',
    status: 'pending',
    from: 'first',
    crates: 3,
    reason: 'Insurance inquiry about three operations in February.',
    daysAgo: 2,
  },
  {
    kind: 'transfer',
    status: 'pending',
    from: 'second',
    crates: 1,
    reason: 'Knee and hip reports are needed in the orthopaedic clinic of Surgery.',
    daysAgo: 1,
  },
  {
    kind: 'withdrawal',
    status: 'pending',
    from: 'first',
    crates: 1,
    reason: 'Quality conference on Thursday.',
    daysAgo: 1,
  },
]

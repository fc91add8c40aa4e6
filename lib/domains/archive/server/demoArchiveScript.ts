import type { RequestKind, RequestStatus } from '../contract/archiveRequest.ts'

/** One request of the demo hospital. */
export interface DemoRequest {
  readonly kind: RequestKind
  readonly status: RequestStatus
  /** Which of the first two units asks; a transfer goes to the other. */
  readonly from: 'first' | 'second'
  readonly crates: number
  readonly reason: string
  readonly daysAgo: number
  /** For how many days a withdrawal's crates go out; default 14. */
  readonly daysOut?: number
  /** What it was sent back with, once. */
  readonly sentBack?: string
  /** What was said at the decision that closed it. */
  readonly note?: string
  /** What was said about it, in that order. */
  readonly comments?: readonly { readonly by: 'asker' | 'manager'; readonly words: string }[]
}

/** What the demo hospital keeps for how long. */
export const DEMO_RULES = [
  { name: 'Patient files 30 years', years: 30 },
  { name: 'X-ray films 10 years', years: 10 },
  { name: 'Accounts 10 years', years: 10 },
  { name: 'Correspondence 6 years', years: 6 },
] as const

/** What a crate of the demo holds. */
export interface DemoContents {
  readonly label: string
  /** Which of `DEMO_RULES`; null: nobody has said. */
  readonly rule: number | null
  /** Its newest paper is so many years old. */
  readonly age: number
  readonly contents?: string
}

/** What the demo's crates hold, over and over. */
export const CONTENTS: readonly DemoContents[] = [
  {
    label: 'Operation reports, January to March',
    rule: 0,
    age: 2,
    contents: 'Theatre 1\nTheatre 2\nDay surgery',
  },
  { label: 'Anaesthesia records, theatre 2', rule: 0, age: 3 },
  { label: 'Consent forms A–F', rule: 0, age: 1 },
  { label: 'Discharge letters, ward 3 east', rule: 0, age: 2, contents: 'A–K\nL–Z' },
  { label: 'Implant registers', rule: 0, age: 4, contents: 'Hips\nKnees\nPlates and screws' },
  { label: 'X-ray films, thorax', rule: 1, age: 4 },
  { label: 'Nursing charts, ward 4', rule: 0, age: 1 },
  { label: 'MRI reports, knee and hip', rule: 1, age: 3 },
  { label: 'Study files, wound healing', rule: null, age: 5, contents: 'Protocol\nCase report forms 1–40' },
  { label: 'Transfusion records', rule: 0, age: 6 },
  { label: 'Outpatient charts G–M', rule: 0, age: 2 },
  { label: 'Ultrasound prints', rule: 1, age: 12 },
  { label: 'Duty rosters and handover books', rule: 3, age: 8 },
  { label: 'Sterilisation logs', rule: null, age: 3 },
  { label: 'Mammography films', rule: 1, age: 5 },
  { label: 'Emergency admissions, second quarter', rule: 0, age: 1 },
  { label: 'Invoices of suppliers', rule: 2, age: 11, contents: 'January to June\nJuly to December' },
  { label: 'Contrast agent protocols', rule: 1, age: 2 },
]

/** What may be destroyed. */
export const OLD_PAPERS: DemoContents = { label: 'Letters to insurers', rule: 3, age: 9 }

/** Oldest first, so that numbers and times agree. */
export const DEMO_REQUESTS: readonly DemoRequest[] = [
  {
    kind: 'withdrawal',
    status: 'completed',
    from: 'first',
    crates: 1,
    reason: 'A former patient asks for copies of the operation report.',
    daysAgo: 41,
    note: 'Back on its shelf.',
  },
  {
    kind: 'destruction',
    status: 'completed',
    from: 'first',
    crates: 1,
    reason: 'Past its six years; the shelf is needed.',
    daysAgo: 37,
    note: 'Shredded by the contractor, certificate in the office.',
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
    from: 'first',
    crates: 1,
    reason: 'Expert opinion for the court, case of the spring.',
    daysAgo: 19,
    daysOut: 10,
    comments: [
      { by: 'manager', words: 'When does it come back? The day has passed.' },
      { by: 'asker', words: 'The expert needs it until Friday, I have called.' },
    ],
  },
  {
    kind: 'withdrawal',
    status: 'approved',
    from: 'second',
    crates: 2,
    reason: 'Second opinion on two earlier examinations.',
    daysAgo: 16,
    daysOut: 30,
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
    comments: [{ by: 'asker', words: 'They stand on the trolley beside the lift.' }],
  },
  {
    kind: 'destruction',
    status: 'approved',
    from: 'first',
    crates: 2,
    reason: 'Letters older than six years, as every autumn.',
    daysAgo: 5,
    comments: [{ by: 'manager', words: 'Looked through both: nothing of a patient’s file in them.' }],
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
  {
    kind: 'destruction',
    status: 'pending',
    from: 'second',
    crates: 1,
    reason: 'Letters of the old practice, past their time.',
    daysAgo: 1,
  },
  {
    kind: 'destruction',
    status: 'pending',
    from: 'first',
    crates: 1,
    reason: 'Letters of 2016 and before.',
    daysAgo: 0.3,
  },
]

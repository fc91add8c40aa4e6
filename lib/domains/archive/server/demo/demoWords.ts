/** What hospital archives hold, and for how long; `years` follows from the rule. */
export const DEMO_RULES = [
  { name: 'Patient records', years: 30 },
  { name: 'Imaging', years: 10 },
  { name: 'Consent and discharge', years: 10 },
  { name: 'Registers and logs', years: 5 },
  { name: 'Rosters and handover', years: 3 },
] as const

/** Series of records with the rule that they are kept by. */
export const SERIES: readonly { readonly name: string; readonly rule: number }[] = [
  { name: 'Operation reports', rule: 0 },
  { name: 'Anaesthesia records', rule: 0 },
  { name: 'Nursing charts', rule: 0 },
  { name: 'Emergency admissions', rule: 0 },
  { name: 'Outpatient charts', rule: 0 },
  { name: 'Transfusion records', rule: 0 },
  { name: 'Implant registers', rule: 0 },
  { name: 'Study files, wound healing', rule: 0 },
  { name: 'Pathology slips', rule: 0 },
  { name: 'X-ray films, thorax', rule: 1 },
  { name: 'X-ray films, extremities', rule: 1 },
  { name: 'MRI reports, knee and hip', rule: 1 },
  { name: 'MRI reports, spine', rule: 1 },
  { name: 'Ultrasound prints', rule: 1 },
  { name: 'Mammography films', rule: 1 },
  { name: 'Contrast agent protocols', rule: 1 },
  { name: 'Consent forms', rule: 2 },
  { name: 'Discharge letters', rule: 2 },
  { name: 'Correspondence with insurers', rule: 2 },
  { name: 'Expert opinions', rule: 2 },
  { name: 'Sterilisation logs', rule: 3 },
  { name: 'Controlled drugs registers', rule: 3 },
  { name: 'Device log books', rule: 3 },
  { name: 'Temperature records, cold storage', rule: 3 },
  { name: 'Duty rosters', rule: 4 },
  { name: 'Handover books', rule: 4 },
]

export const WARDS = [
  'ward 1 west',
  'ward 2 east',
  'ward 3 east',
  'ward 4',
  'intensive care',
  'day clinic',
  'theatre 1',
  'theatre 2',
  'theatre 5',
  'admissions',
  'recovery',
  'outpatients',
]

export const PERIODS = [
  'January to March',
  'April to June',
  'July to September',
  'October to December',
  'first half',
  'second half',
]

export const LETTERS = ['A–C', 'D–F', 'G–H', 'I–K', 'L–M', 'N–R', 'S', 'Sch–St', 'T–V', 'W–Z']

export const CONDITIONS = [
  'complete',
  'two folders missing',
  'water stains',
  'to be sorted',
  'sealed',
  'bound',
]

export const BUILDINGS = ['Basement B1', 'Basement B2', 'Basement B3', 'Depot North', 'Depot South', 'Annex']

export const REASONS = {
  withdrawal: [
    'A former patient asks for copies.',
    'Insurance inquiry about three operations.',
    'Comparison with an earlier examination.',
    'Quality conference on Thursday.',
    'For the study on wound healing.',
    'The court asks for the originals.',
    'Second opinion on two earlier examinations.',
    'Follow-up of implants, recall by the maker.',
  ],
  transfer: [
    'They are needed there from now on.',
    'The shelf is full.',
    'The department has moved.',
    'Thorax films belong to Radiology.',
    'All registers go to one place.',
  ],
  destruction: [
    'Retention is over; the shelf is needed.',
    'Yearly destruction after the retention.',
    'Duplicates, retention is over.',
  ],
} as const

export const NOTES = [
  'Agreed.',
  'Back on the shelf within four weeks, please.',
  'Ask at the desk first.',
  'Complete.',
  'Not now: the depot is being painted.',
  'Copies are enough.',
]

export const QUESTIONS = [
  'Which study? Add the number of the ethics vote.',
  'Which examinations? Please name them.',
  'Until when exactly?',
  'Is the order form signed?',
]

export const COMMENTS = [
  'The crate stands in the corridor, ready to be fetched.',
  'Two folders were taken out before, see the slip.',
  'I will bring it on Friday.',
  'Please call before you come: 4417.',
  'The key is with the night desk.',
  'Checked, everything is there.',
]

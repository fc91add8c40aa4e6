import { expect, test } from 'vitest'
import { guessColumns, mended, toCsv, toLines, withResults } from './importLine.ts'
import { decode, readCsvFile, UnreadableFile } from './readCsvFile.ts'

const file = (text: string) => new Blob([text])

test.each([[','], [';'], ['\t']])('a file with %j between its words is read', async (separator) => {
  const lines =
    ['Label', 'Location'].join(separator) + '\n' + ['Ward books', '"B, 14"'].join(separator) + '\n'
  const table = await readCsvFile(file(lines))
  expect(table).toMatchObject({ headers: ['Label', 'Location'], rows: [['Ward books', 'B, 14']] })
})

test('UTF-8 with a mark, UTF-8 without, and Windows-1252 give the same words', () => {
  const utf8 = new TextEncoder().encode('Röntgen').buffer
  const marked = new TextEncoder().encode('\uFEFFRöntgen').buffer
  const windows = new Uint8Array([0x52, 0xf6, 0x6e, 0x74, 0x67, 0x65, 0x6e]).buffer
  expect([utf8, marked, windows].map(decode)).toEqual(['Röntgen', 'Röntgen', 'Röntgen'])
})

test('a file without headers or without lines says so', async () => {
  await expect(readCsvFile(file(''))).rejects.toThrow(UnreadableFile)
  await expect(readCsvFile(file('label,location\n\n'))).rejects.toThrow('no lines')
})

test('columns are guessed by their headers, each for one field', () => {
  expect(guessColumns(['Shelf', 'Title', 'KEEP-UNTIL', 'Retention_Rule', 'Label'])).toEqual({
    label: 4,
    contents: null,
    location: 0,
    retention_rule: 3,
    retain_until: 2,
  })
})

const columns = guessColumns(['label', 'location'])
const rows = [
  ['Ward books', 'B 14'],
  ['', ''],
  ['Films', ''],
]

test('lines keep their number in the file and their ids; empty ones are left out', () => {
  const lines = toLines(rows, columns, ['id-1', 'id-2', 'id-3'])
  expect(lines.map(({ id, line }) => [id, line])).toEqual([
    ['id-1', 2],
    ['id-3', 4],
  ])
})

test('an answer goes to its line; a mended line is to be checked again under the same id', () => {
  const lines = toLines(rows, columns, ['id-1', 'id-2', 'id-3'])
  const [first, second] = withResults(lines, [
    { id: 'id-3', line: 4, outcome: 'refused', number: null, problems: { location: 'Say where it stands.' } },
  ])
  expect(first?.state).toBe('unchecked')
  expect(second).toMatchObject({ state: 'refused', problems: { location: 'Say where it stands.' } })
  expect(second && mended(second, 'location', 'B 2')).toMatchObject({
    id: 'id-3',
    state: 'unchecked',
    problems: {},
    words: { label: 'Films', location: 'B 2' },
  })
})

test('refused lines come back as a file, with what is wrong, and no word becomes a formula', () => {
  const [line] = toLines([['=1+1', 'B "14", left']], columns, ['id-1'])
  expect(line && toCsv([{ ...line, problems: { label: 'Too odd.' } }])).toBe(
    'label,contents,location,retention_rule,retain_until,line,problem\r\n' +
      `'=1+1,,"B ""14"", left",,,2,Too odd.`,
  )
})

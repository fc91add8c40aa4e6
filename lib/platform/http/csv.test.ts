import { expect, test } from 'vitest'
import { csvLine, csvResponse } from './csv.ts'

test.each([
  ['=SUM(A1)', "'=SUM(A1)"],
  ['+49 30 1', "'+49 30 1"],
  ['-1', "'-1"],
  ['@cmd', "'@cmd"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['a=b', 'a=b'],
  ['', ''],
])('a cell %j cannot run as a formula', (text, cell) => {
  expect(csvLine([text, 'end'])).toBe(`${cell},end\r\n`)
})

test('separators, quotes, line ends and outer blanks stay within their cell', () => {
  expect(csvLine(['a,b', 'a"b', 'a\nb', 'a;b', ' a ', 'ä'])).toBe('"a,b","a""b","a\nb","a;b"," a ",ä\r\n')
})

async function* pagesOf(asked: number[], pages: number) {
  for (let page = 1; page <= pages; page += 1) {
    asked.push(page)
    yield await Promise.resolve([[String(page)]])
  }
}

test('a file begins with the byte order mark and its header, and holds every page', async () => {
  const response = csvResponse({ fileName: 'a.csv', header: ['n'], pages: pagesOf([], 3) })
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect(Buffer.from(bytes).toString('hex', 0, 3)).toBe('efbbbf')
  expect(new TextDecoder().decode(bytes)).toBe('n\r\n1\r\n2\r\n3\r\n')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="a.csv"')
})

test('pages are read as they are taken, and no more once the reader has gone', async () => {
  const asked: number[] = []
  const reader = csvResponse({
    fileName: 'a.csv',
    header: ['n'],
    pages: pagesOf(asked, 1000),
  }).body?.getReader()
  await reader?.read()
  await reader?.read()
  await reader?.cancel()
  expect(asked.length).toBeLessThan(4)
})

test('a failure on the way breaks the download off', async () => {
  async function* failing() {
    yield await Promise.resolve([['1']])
    throw new Error('the database is away')
  }
  const response = csvResponse({ fileName: 'a.csv', header: ['n'], pages: failing() })
  await expect(response.text()).rejects.toThrow()
})

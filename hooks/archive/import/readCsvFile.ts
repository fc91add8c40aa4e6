/** A file as a table of words; the first line has the headers. */
export interface CsvTable {
  /** The same for the same words. */
  readonly fingerprint: string
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Most lines of one import. */
export const LINES_MAX = 20_000

/** A file that cannot be read: the message is a sentence for whoever chose it. */
export class UnreadableFile extends Error {}

/** Reads a CSV file: comma, semicolon or tab, UTF-8 or Windows-1252. Throws UnreadableFile. */
export async function readCsvFile(file: Blob): Promise<CsvTable> {
  const text = decode(await file.arrayBuffer())
  const { default: Papa } = await import('papaparse')
  const { data } = Papa.parse<string[]>(text, { delimiter: separatorOf(text), skipEmptyLines: false })
  const [headers = [], ...rows] = data
  if (headers.every((header) => header.trim() === '')) {
    throw new UnreadableFile(
      'The first line has no headers. It names the columns: label, location and so on.',
    )
  }
  const filled = rows.findLastIndex((cells) => cells.some((cell) => cell.trim() !== ''))
  if (filled === -1) throw new UnreadableFile('There are no lines below the headers.')
  if (filled >= LINES_MAX) {
    throw new UnreadableFile(`The file has more than ${LINES_MAX} lines. Split it and import the parts.`)
  }
  return { fingerprint: fingerprintOf(text), headers, rows: rows.slice(0, filled + 1) }
}

/** The one that parts the headers most often. */
function separatorOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/)).replaceAll(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map((each) => [each, head.split(each).length] as const)
  return counts.reduce((best, each) => (each[1] > best[1] ? each : best))[0]
}

/** FNV-1a and the length: tells files of one person apart, no more. */
function fingerprintOf(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return `${text.length}-${(hash >>> 0).toString(16)}`
}

/** Spreadsheets on Windows save in Windows-1252; it is taken where the bytes are no UTF-8. */
export function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

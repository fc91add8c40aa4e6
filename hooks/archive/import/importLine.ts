import { v7 } from 'uuid'
import type { CrateImported } from '@/lib/domains/archive/contract/crate.ts'

/** What a line says about a crate. */
export const IMPORT_FIELDS = ['label', 'contents', 'location', 'retention_rule', 'retain_until'] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** What became of a line; `unchecked` until the server has seen it as it is now. */
export type LineState = 'unchecked' | CrateImported['results'][number]['outcome']

/** A line of a file that becomes a crate. */
export interface ImportLine {
  /** Of the crate; made once, so that sending the line again makes no second one. */
  readonly id: string
  /** In the file, from 1. */
  readonly line: number
  readonly words: Readonly<Record<ImportField, string>>
  readonly state: LineState
  /** By field, in sentences. */
  readonly problems: Readonly<Record<string, string>>
  /** Of the crate, once there is one. */
  readonly number: string | null
}

/** Which column of the file each field comes from; null: none. */
export type ColumnMap = Readonly<Record<ImportField, number | null>>

const GUESSES: Readonly<Record<ImportField, readonly string[]>> = {
  label: ['label', 'title', 'name', 'description', 'crate', 'box'],
  contents: ['contents', 'content', 'details', 'inventory', 'notes'],
  location: ['location', 'place', 'shelf', 'position', 'room'],
  retention_rule: ['retention rule', 'retention', 'rule', 'kind of record'],
  retain_until: ['retain until', 'keep until', 'until', 'destroy after', 'expiry'],
}

const plain = (header: string): string =>
  header
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()

/** Guesses by the headers which column is which; each column is taken once. */
export function guessColumns(headers: readonly string[]): ColumnMap {
  const names = headers.map(plain)
  const taken = new Set<number>()
  const find = (field: ImportField): number | null => {
    for (const word of GUESSES[field]) {
      const at = names.findIndex((name, index) => name === word && !taken.has(index))
      if (at !== -1) {
        taken.add(at)
        return at
      }
    }
    return null
  }
  return Object.fromEntries(IMPORT_FIELDS.map((field) => [field, find(field)])) as ColumnMap
}

/** An id for each row of a file. */
export const makeIds = (rows: readonly unknown[]): readonly string[] => rows.map(() => v7())

/** Lines of a file, each with the id of its row. Lines without a word are left out. */
export function toLines(
  rows: readonly (readonly string[])[],
  columns: ColumnMap,
  ids: readonly string[],
): readonly ImportLine[] {
  return rows.flatMap((cells, index): ImportLine[] => {
    if (cells.every((cell) => cell.trim() === '')) return []
    const wordOf = (field: ImportField) => {
      const column = columns[field]
      return (column === null ? '' : (cells[column] ?? '')).trim()
    }
    const words = Object.fromEntries(
      IMPORT_FIELDS.map((field) => [field, wordOf(field)]),
    ) as ImportLine['words']
    // The first line of the file has the headers.
    return [
      {
        id: ids[index] ?? v7(),
        line: index + 2,
        words,
        state: 'unchecked',
        problems: {},
        number: null,
      },
    ]
  })
}

/** The lines as the server has answered them. */
export function withResults(
  lines: readonly ImportLine[],
  results: CrateImported['results'],
): readonly ImportLine[] {
  const byId = new Map(results.map((result) => [result.id, result]))
  return lines.map((line) => {
    const result = byId.get(line.id)
    if (!result) return line
    return { ...line, state: result.outcome, problems: result.problems, number: result.number }
  })
}

/** The line with another word in one field: it is to be checked again. */
export const mended = (line: ImportLine, field: ImportField, word: string): ImportLine => ({
  ...line,
  words: { ...line.words, [field]: word },
  state: 'unchecked',
  problems: {},
})

/** Whether there is a crate of this line. */
export const isThere = ({ state }: ImportLine): boolean => state === 'created' || state === 'exists'

const cell = (word: string): string => {
  // A word that a spreadsheet would take for a formula stays a word.
  const safe = /^[=+\-@\t\r]/.test(word) ? `'${word}` : word
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A CSV file of lines, with what is wrong about each at its end. */
export function toCsv(lines: readonly ImportLine[]): string {
  const head = [...IMPORT_FIELDS, 'line', 'problem']
  const rows = lines.map(({ words, line, problems }) => [
    ...IMPORT_FIELDS.map((field) => words[field]),
    String(line),
    Object.values(problems).join(' '),
  ])
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')
}

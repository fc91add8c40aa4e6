import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../ApiError.ts'
import {
  guessColumns,
  isThere,
  makeIds,
  mended,
  toLines,
  withResults,
  type ColumnMap,
  type ImportField,
  type ImportLine,
} from './importLine.ts'
import { keepIds, keepImport, readIds, readImport, type KeptImport } from './importStore.ts'
import { readCsvFile, UnreadableFile, type CsvTable } from './readCsvFile.ts'
import { sendLines } from './sendLines.ts'

/** A file that was chosen, before its columns are agreed upon. */
export interface ChosenFile {
  readonly name: string
  readonly table: CsvTable
  readonly columns: ColumnMap
}

/** What is under way, and how far it is. */
export interface ImportProgress {
  readonly kind: 'check' | 'send'
  readonly done: number
  readonly of: number
}

/** An import from the file to the last crate. It survives a reload of the page; no line is made twice. */
export function useCrateImport() {
  const [file, setFile] = useState<ChosenFile | null>(null)
  const [kept, setKept] = useState<KeptImport | null>(null)
  const [progress, setProgress] = useState<ImportProgress | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const latest = useRef<KeptImport | null>(null)
  const stop = useRef(new AbortController())

  const put = useCallback((next: KeptImport | null) => {
    latest.current = next
    setKept(next)
    keepImport(next)
  }, [])
  useEffect(() => {
    // After hydration: the server knows no storage of a tab.
    // oxlint-disable-next-line react/set-state-in-effect -- once, from outside of React
    put(readImport())
    stop.current = new AbortController()
    return () => stop.current.abort()
  }, [put])

  const run = useCallback(
    async (kind: ImportProgress['kind'], lines: readonly ImportLine[]) => {
      if (lines.length === 0 || !latest.current) return
      let done = 0
      setProblem(null)
      setProgress({ kind, done, of: lines.length })
      try {
        await sendLines(lines, {
          unitId: latest.current.unitId,
          isDryRun: kind === 'check',
          signal: stop.current.signal,
          onResults(results) {
            done += results.length
            setProgress({ kind, done, of: lines.length })
            if (latest.current) put({ ...latest.current, lines: withResults(latest.current.lines, results) })
          },
        })
      } catch (error) {
        if (stop.current.signal.aborted) return
        setProblem(error instanceof ApiError ? error.message : 'This did not work. Try again.')
      } finally {
        setProgress(null)
      }
    },
    [put],
  )

  const choose = async (chosen: File) => {
    setProblem(null)
    try {
      const table = await readCsvFile(chosen)
      setFile({ name: chosen.name, table, columns: guessColumns(table.headers) })
    } catch (error) {
      setProblem(
        error instanceof UnreadableFile ? error.message : 'This file cannot be read. Is it a CSV file?',
      )
    }
  }

  const begin = async (unitId: string | null) => {
    if (!file) return
    const { table, columns, name } = file
    const before = readIds(table.fingerprint)
    const ids = before.length === table.rows.length ? before : makeIds(table.rows)
    keepIds(table.fingerprint, ids)
    const lines = toLines(table.rows, columns, ids)
    put({ fileName: name, unitId, lines })
    setFile(null)
    await run('check', lines)
  }

  const mend = useCallback(
    (id: string, field: ImportField, word: string) => {
      const current = latest.current
      const line = current?.lines.find((each) => each.id === id)
      if (!current || !line || line.words[field] === word) return
      const next = mended(line, field, word)
      put({ ...current, lines: current.lines.map((each) => (each.id === id ? next : each)) })
      void run('check', [next])
    },
    [put, run],
  )

  return {
    file,
    kept,
    progress,
    problem,
    choose,
    setColumns: (columns: ColumnMap) => setFile((chosen) => chosen && { ...chosen, columns }),
    begin,
    mend,
    /** Looks again at all that is not there yet. */
    check: () => run('check', kept?.lines.filter((line) => !isThere(line)) ?? []),
    /** Makes crates of all that is right. */
    send: () => run('send', kept?.lines.filter(({ state }) => state === 'valid') ?? []),
    startOver: () => {
      put(null)
      setFile(null)
      setProblem(null)
    },
  }
}

export type CrateImportState = ReturnType<typeof useCrateImport>

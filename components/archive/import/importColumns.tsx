'use client'

import { StatusBadge, type StatusLook } from '@/components/ui/StatusBadge'
import type { TableColumn } from '@/components/ui/TableColumn'
import {
  isThere,
  type ImportField,
  type ImportLine,
  type LineState,
} from '@/hooks/archive/import/importLine.ts'
import { fieldLabels } from './fieldLabels.ts'
import { LineWord } from './LineWord.tsx'

const looks: Readonly<Record<LineState, StatusLook>> = {
  unchecked: { tone: 'grey', shape: 'clock', label: 'Not checked' },
  valid: { tone: 'blue', shape: 'ring', label: 'Ready' },
  refused: { tone: 'red', shape: 'cross', label: 'To mend' },
  created: { tone: 'green', shape: 'tick', label: 'Registered' },
  exists: { tone: 'green', shape: 'tick', label: 'Was there' },
}

/** The columns of an import's preview; words of lines that are no crates yet can be changed. Keep `mend` the same. */
export function importColumns(
  mend: (id: string, field: ImportField, word: string) => void,
): readonly TableColumn<ImportLine>[] {
  const wordColumn = (
    field: ImportField,
    rest: Partial<TableColumn<ImportLine>>,
  ): TableColumn<ImportLine> => ({
    id: field,
    header: fieldLabels[field],
    ...rest,
    cell: (line) =>
      isThere(line) ? (
        <span title={fieldLabels[field]}>{line.words[field]}</span>
      ) : (
        <LineWord
          key={`${line.id} ${line.words[field]}`}
          name={fieldLabels[field]}
          line={line.line}
          word={line.words[field]}
          problem={line.problems[field] ?? null}
          onMend={(word) => mend(line.id, field, word)}
        />
      ),
  })
  return [
    { id: 'line', header: 'Line', width: '4.5rem', phone: 'title', cell: ({ line }) => line },
    wordColumn('label', { phone: 'half' }),
    wordColumn('location', { phone: 'half' }),
    wordColumn('contents', { phone: 'line' }),
    wordColumn('retention_rule', { width: '9rem', phone: 'half' }),
    wordColumn('retain_until', { width: '8rem', phone: 'half' }),
    {
      id: 'state',
      header: 'State',
      width: '8rem',
      phone: 'end',
      cell: ({ state, number }) =>
        number === null ? (
          <StatusBadge {...looks[state]} variant="plain" />
        ) : (
          <span className="tabular">{number}</span>
        ),
    },
    {
      id: 'problem',
      header: 'What is wrong',
      phone: 'line',
      cell: ({ problems }) => {
        const sentence = Object.values(problems).join(' ')
        return (
          <span title={sentence} className="text-red-text">
            {sentence}
          </span>
        )
      },
    },
  ]
}

'use client'

import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { TextLink } from '@/components/ui/TextLink'
import { IMPORT_FIELDS } from '@/hooks/archive/import/importLine.ts'

const TEMPLATE = `data:text/csv;charset=utf-8,${encodeURIComponent(
  `${IMPORT_FIELDS.join(',')}\r\nWard books 2019,"Books 1 to 12","Basement B, shelf 14",,2031-12-31\r\n`,
)}`

/** Takes a file by the dialog of the system or dropped. */
export function ChooseFile({ onChoose }: { readonly onChoose: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const [file] = files ?? []
    if (file) onChoose(file)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is a shortcut; the button does the same
    <section
      aria-label="File"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
      className={`grid justify-items-center gap-3 rounded-lg border border-dashed px-4 py-16 text-center ${isOver ? 'border-accent bg-accent-soft' : 'border-line-strong'}`}
    >
      <FileUp aria-hidden="true" className="size-6 text-subtle" />
      <p className="text-base text-ink">Drop a CSV file here</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        aria-label="CSV file"
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          take(target.files)
          target.value = ''
        }}
      />
      <Button variant="primary" onPress={() => input.current?.click()}>
        Choose a file
      </Button>
      <p className="max-w-md text-sm text-muted">
        Comma, semicolon or tab; the first line names the columns. Nothing is registered before you have seen
        it.{' '}
        <TextLink href={TEMPLATE} download="crates.csv">
          Download a template
        </TextLink>
      </p>
    </section>
  )
}

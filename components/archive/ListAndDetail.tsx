import type { ReactNode } from 'react'

export interface ListAndDetailProps {
  readonly list: ReactNode
  /** Null: nothing is open, and the list has all the room. */
  readonly detail: ReactNode | null
}

/** List left and detail right where both fit (1,280 px); the detail alone where not. */
export function ListAndDetail({ list, detail }: ListAndDetailProps) {
  if (detail === null) return <div className="flex min-w-0 grow flex-col">{list}</div>
  return (
    <div className="flex min-w-0 grow items-stretch">
      <div className="hidden min-w-0 shrink-0 basis-[42%] border-r border-line xl:block">{list}</div>
      <div className="min-w-0 grow bg-surface">{detail}</div>
    </div>
  )
}

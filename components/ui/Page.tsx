import type { ReactNode } from 'react'

export interface PageProps {
  readonly children: ReactNode
  /** `reading` for forms and settings, `work` for lists and details, `full` for boards. */
  readonly width?: 'reading' | 'work' | 'full'
}

const widths = { reading: 'max-w-3xl', work: 'max-w-[1600px]', full: '' }

/** The margins of a page, the same everywhere. */
export function Page({ children, width = 'work' }: PageProps) {
  return <div className={`mx-auto w-full px-4 py-5 sm:px-6 ${widths[width]}`}>{children}</div>
}

import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { CratesView } from '@/components/archive/CratesView'

export const metadata: Metadata = { title: 'Crates' }

/** The list stays while one goes from one crate to the next. */
export default function CratesLayout({ children }: { readonly children: ReactNode }) {
  return <CratesView>{children}</CratesView>
}

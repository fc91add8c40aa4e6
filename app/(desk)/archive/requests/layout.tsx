import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { RequestsView } from '@/components/archive/RequestsView'

export const metadata: Metadata = { title: 'Requests' }

/** The list stays while one goes from one request to the next. */
export default function RequestsLayout({ children }: { readonly children: ReactNode }) {
  return <RequestsView>{children}</RequestsView>
}

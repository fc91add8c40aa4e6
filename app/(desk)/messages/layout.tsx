import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { MessagesView } from '@/components/messages/MessagesView'

export const metadata: Metadata = { title: 'Messages' }

/** The list stays while one goes from one conversation to the next. */
export default function MessagesLayout({ children }: { readonly children: ReactNode }) {
  return <MessagesView>{children}</MessagesView>
}

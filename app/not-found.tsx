import { FileQuestionMark } from 'lucide-react'
import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/EmptyState'
import { LinkButton } from '@/components/ui/LinkButton'

export const metadata: Metadata = { title: 'Not found' }

/** For addresses that lead nowhere. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center bg-surface">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<FileQuestionMark />}
        title="There is nothing at this address"
        action={
          <LinkButton href="/" variant="primary">
            Go home
          </LinkButton>
        }
      >
        It may have been moved or deleted, or you may not see it.
      </EmptyState>
    </main>
  )
}

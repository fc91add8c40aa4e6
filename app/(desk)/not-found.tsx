import { FileQuestionMark } from 'lucide-react'
import { EmptyState } from '@/components/ui/EmptyState'
import { LinkButton } from '@/components/ui/LinkButton'

/** For things of the desk that do not exist, or that one may not see; the frame stays. */
export default function DeskNotFound() {
  return (
    <div className="grid grow place-items-center">
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
    </div>
  )
}

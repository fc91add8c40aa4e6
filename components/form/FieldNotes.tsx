import { Pencil, UserRoundPen } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import type { Side } from '@/hooks/forms/formState.ts'

/** What somebody else saved in the field, in words. */
export interface FieldNewsWords {
  /** "Anna Novak". */
  readonly author: string
  readonly before: string
  readonly theirs: string
  /** True: one has typed something else there. */
  readonly isConflict: boolean
}

export interface FieldNotesProps {
  /** What the field is called. */
  readonly label: string
  /** Who else is in the field just now. */
  readonly editors: readonly string[]
  readonly news: FieldNewsWords | null
  readonly onChoose: (side: Side) => void
}

/** Below a field: who else edits it, and what they saved meanwhile, with the choice whose words it keeps. Announced. */
export function FieldNotes({ label, editors, news, onChoose }: FieldNotesProps) {
  const isEmpty = editors.length === 0 && news === null
  return (
    <div aria-live="polite" className={isEmpty ? 'sr-only' : 'mt-1 grid gap-1 text-sm'}>
      {editors.length > 0 && (
        <p className="flex items-center gap-1.5 text-muted">
          <Pencil aria-hidden="true" className="size-3.5 shrink-0 animate-breathe" />
          {`${editors.slice(0, 3).join(', ')} ${editors.length === 1 ? 'is' : 'are'} editing this`}
        </p>
      )}
      {news && (
        <div className="flex items-start gap-2 rounded-md border border-amber-line bg-amber-soft px-2.5 py-1.5 text-amber-text">
          <UserRoundPen aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-amber-solid" />
          <div className="min-w-0 grow">
            <p className="break-words">
              {news.author} {sentenceOf(news)}
              {quoteOf(news) && <q className="line-clamp-3 font-medium">{quoteOf(news)}</q>}
            </p>
            <div className="mt-1.5 mb-0.5 flex flex-wrap gap-2">
              {news.isConflict ? (
                <>
                  <Button size="sm" aria-label={`Take theirs: ${label}`} onPress={() => onChoose('theirs')}>
                    Take theirs
                  </Button>
                  <Button size="sm" aria-label={`Keep mine: ${label}`} onPress={() => onChoose('mine')}>
                    Keep mine
                  </Button>
                </>
              ) : (
                <>
                  <Button size="sm" aria-label={`All right: ${label}`} onPress={() => onChoose('theirs')}>
                    All right
                  </Button>
                  <Button size="sm" aria-label={`Put it back: ${label}`} onPress={() => onChoose('mine')}>
                    Put it back
                  </Button>
                </>
              )}
            </div>
          </div>
        </div>
      )}
    </div>
  )
}

const quoteOf = ({ isConflict, theirs, before }: FieldNewsWords) => (isConflict ? theirs : before)

function sentenceOf(news: FieldNewsWords): string {
  const isEmpty = quoteOf(news) === ''
  if (news.isConflict) return isEmpty ? 'emptied this.' : 'changed this to '
  return isEmpty ? 'filled this in just now.' : 'changed this just now. It was '
}

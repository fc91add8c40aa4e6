import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { buttonStyles } from '@/components/ui/buttonStyles'
import { MESSAGE_FILE_TYPES } from '@/hooks/messages/useUploads.ts'

/** Chooses files that go with the next message. */
export function AttachButton({ onAdd }: { readonly onAdd: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept={MESSAGE_FILE_TYPES.join(',')}
        aria-label="Choose files"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          onAdd([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <button
        type="button"
        aria-label="Attach files"
        title="Attach files"
        onClick={() => input.current?.click()}
        className={buttonStyles({ variant: 'quiet', shape: 'icon', className: 'shrink-0' })}
      >
        <Paperclip aria-hidden="true" />
      </button>
    </>
  )
}

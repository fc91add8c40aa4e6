'use client'

import { ArrowUp } from 'lucide-react'
import { Button } from './Button'

export interface NewRowsBarProps {
  readonly count: number
  readonly onShow: () => void
}

/** "3 new": rows that came while one was reading wait here, so that nothing jumps. It floats over the list; nothing at zero. */
export function NewRowsBar({ count, onShow }: NewRowsBarProps) {
  return (
    <output
      className={count === 0 ? 'sr-only' : 'pointer-events-none sticky top-9 z-30 flex h-0 justify-center'}
    >
      {count > 0 && (
        <Button
          size="sm"
          variant="primary"
          icon={<ArrowUp />}
          onPress={onShow}
          className="pointer-events-auto mt-1.5 shrink-0 rounded-full! shadow-overlay"
        >
          {`${count} new`}
        </Button>
      )}
    </output>
  )
}

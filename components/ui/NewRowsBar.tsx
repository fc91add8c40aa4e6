'use client'

import { ArrowUp } from 'lucide-react'
import { Button } from './Button'

export interface NewRowsBarProps {
  readonly count: number
  readonly onShow: () => void
}

/** "3 new": rows that came while one was reading wait here, so that nothing jumps. Nothing at zero. */
export function NewRowsBar({ count, onShow }: NewRowsBarProps) {
  return (
    <output
      className={count === 0 ? 'sr-only' : 'flex justify-center border-b border-line bg-accent-soft py-1'}
    >
      {count > 0 && (
        <Button size="sm" variant="quiet" icon={<ArrowUp />} onPress={onShow} className="text-accent-text">
          {`${count} new`}
        </Button>
      )}
    </output>
  )
}

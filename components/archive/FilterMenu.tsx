'use client'

import { ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { Popover } from '@/components/ui/Popover'
import { Spinner } from '@/components/ui/Spinner'

export interface FilterMenuProps {
  /** How many of its filters are set. */
  readonly count: number
  /** Loads the filters themselves. */
  readonly preload: () => Promise<unknown>
  readonly children: ReactNode
}

/** All filters of a list behind one button, which counts those that are set. */
export function FilterMenu({ count, preload, children }: FilterMenuProps) {
  return (
    <Popover
      label="Filters"
      placement="bottom start"
      preload={preload}
      trigger={
        <Button icon={<ListFilter />} aria-label={count === 0 ? 'Filters' : `Filters, ${count} set`}>
          <>
            Filters
            {count > 0 && <Badge>{count}</Badge>}
          </>
        </Button>
      }
    >
      <div className="grid w-72 max-w-full gap-3">{children}</div>
    </Popover>
  )
}

/** Keeps the room of filters that are still being loaded. */
export function FieldsOnTheWay() {
  return (
    <div className="grid h-80 place-items-center text-subtle">
      <Spinner />
    </div>
  )
}

'use client'

import { useSyncExternalStore } from 'react'
import { Kbd } from '@/components/ui/Kbd'
import { keyNames } from './keyNames'

const never = () => () => {}
const readIsMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent)

/** The keys of a command, as caps; ⌘ or Ctrl by the machine. */
export function Keys({ keys, className = '' }: { readonly keys: string; readonly className?: string }) {
  const isMac = useSyncExternalStore(never, readIsMac, () => false)
  return (
    <span className={`inline-flex shrink-0 items-center gap-1 ${className}`}>
      {keyNames(keys, isMac).map((name) => (
        <Kbd key={name}>{name}</Kbd>
      ))}
    </span>
  )
}

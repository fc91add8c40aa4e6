'use client'

import { ArrowRightLeft, FileOutput, Flame } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { Menu, MenuItem } from '@/components/ui/Menu'
import type { RequestKind } from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { Crate } from '@/lib/domains/archive/contract/crate.ts'
import { retentionWords } from './retentionWords.ts'
import { useToday } from './useToday.ts'

export interface CrateRequestMenuProps {
  readonly crate: Crate
  readonly onAsk: (kind: RequestKind) => void
}

/** Asks for a stored crate, by kind; what cannot be asked for says why. */
export function CrateRequestMenu({ crate, onAsk }: CrateRequestMenuProps) {
  const retention = retentionWords(crate, useToday())
  return (
    <Menu
      label={`Request ${crate.number}`}
      trigger={
        <Button variant="primary" icon={<FileOutput />}>
          Request
        </Button>
      }
    >
      <MenuItem icon={<FileOutput />} onAction={() => onAsk('withdrawal')}>
        Withdraw…
      </MenuItem>
      <MenuItem icon={<ArrowRightLeft />} onAction={() => onAsk('transfer')}>
        Transfer to another unit…
      </MenuItem>
      <MenuItem
        icon={<Flame />}
        isDangerous={retention.isOver}
        isDisabled={!retention.isOver}
        description={retention.text}
        onAction={() => onAsk('destruction')}
      >
        Destroy…
      </MenuItem>
    </Menu>
  )
}

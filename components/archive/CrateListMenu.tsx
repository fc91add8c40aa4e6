'use client'

import { Download, Ellipsis, FileUp, ScanLine } from 'lucide-react'
import { lazyPart } from '@/components/ui/lazyPart'
import { useState } from 'react'
import { IconButton } from '@/components/ui/IconButton'
import { Menu, MenuItem } from '@/components/ui/Menu'
import { toQuery } from '@/hooks/archive/toQuery.ts'
import { useCommand } from '@/hooks/commands/useCommand.ts'
import type { CrateFilter } from '@/lib/domains/archive/contract/crate.ts'

// Camera and decoder: loaded when somebody scans.
const ScanDialog = lazyPart(() => import('./labels/ScanDialog.tsx').then((module) => module.ScanDialog))

/** What else can be done with the whole list: scan a label, import, export what is shown. */
export function CrateListMenu({ filter }: { readonly filter: CrateFilter }) {
  const [isScanning, setScanning] = useState(false)
  useCommand({
    id: 'scan-label',
    label: 'Scan a label',
    section: 'This page',
    words: 'camera code find',
    run: () => setScanning(true),
  })
  return (
    <>
      <IconButton
        label="Scan a label"
        variant="secondary"
        icon={<ScanLine />}
        onPress={() => setScanning(true)}
      />
      <Menu
        label="Whole list"
        trigger={<IconButton label="Whole list" variant="secondary" icon={<Ellipsis />} />}
      >
        <MenuItem icon={<FileUp />} href="/archive/crates/import">
          Import from CSV
        </MenuItem>
        <MenuItem icon={<Download />} href={toQuery('/api/archive/crates.csv', filter)} download>
          Export as CSV
        </MenuItem>
      </Menu>
      {isScanning && <ScanDialog onClose={() => setScanning(false)} />}
    </>
  )
}

'use client'

import type { ReactNode } from 'react'
import { RealtimeProvider } from '@/hooks/RealtimeProvider.tsx'
import type { RealtimeConfig } from '@/hooks/RealtimeProvider.tsx'
import { archiveContract } from '@/lib/domains/archive/archiveContract.ts'
import { identityContract } from '@/lib/domains/identity/identityContract.ts'

/** Of every domain that the desk shows. */
const contracts = [identityContract, archiveContract]

/** The live connection of the desk. Contracts are code and cannot come from the server, so they are named here. */
export function DeskRealtime({
  config,
  children,
}: {
  readonly config: RealtimeConfig
  readonly children: ReactNode
}) {
  return (
    <RealtimeProvider config={config} contracts={contracts}>
      {children}
    </RealtimeProvider>
  )
}

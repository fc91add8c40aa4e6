'use client'

import { useState, type ReactNode } from 'react'
import { RealtimeProvider } from '@/hooks/RealtimeProvider.tsx'
import type { RealtimeConfig } from '@/hooks/RealtimeProvider.tsx'
import { archiveContract } from '@/lib/domains/archive/archiveContract.ts'
import { deskContract } from '@/lib/domains/desk/deskContract.ts'
import { identityContract } from '@/lib/domains/identity/identityContract.ts'
import { deliveriesContract } from '@/lib/domains/notifications/deliveriesContract.ts'
import { createMessagesContract } from '@/lib/domains/messages/messagesContract.ts'
import { notificationsContract } from '@/lib/domains/notifications/notificationsContract.ts'

/** The live connection of the desk. Contracts are code and cannot come from the server, so they are named here. */
export function DeskRealtime({
  config,
  children,
}: {
  readonly config: RealtimeConfig
  readonly children: ReactNode
}) {
  const { userId } = config
  /** Of every domain that the desk shows. */
  const [contracts] = useState(() => [
    identityContract,
    archiveContract,
    deskContract,
    createMessagesContract(userId),
    notificationsContract,
    deliveriesContract,
  ])
  return (
    <RealtimeProvider config={config} contracts={contracts}>
      {children}
    </RealtimeProvider>
  )
}

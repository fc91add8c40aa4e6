'use client'

import { useParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { CrateListPage } from './CrateListPage.tsx'
import { ListAndDetail } from './ListAndDetail.tsx'

/** The crates, with the open one beside them where there is room. */
export function CratesView({ children }: { readonly children: ReactNode }) {
  const { id } = useParams<{ id?: string }>()
  return (
    <ListAndDetail
      list={<CrateListPage currentId={id ?? null} />}
      detail={id ? children : null}
      detailKey={id ?? null}
    />
  )
}

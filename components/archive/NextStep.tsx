'use client'

import { Notice } from '@/components/ui/Notice'
import { useViewer } from '@/hooks/archive/viewer.ts'
import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { nextStepWords } from './nextStepWords.ts'
import { useToday } from './useToday.ts'

/** What an open request waits for, and whether that is the viewer. Nothing for a closed one. */
export function NextStep({ request }: { readonly request: ArchiveRequest }) {
  const step = nextStepWords(useViewer(), request, useToday())
  if (step === null) return null
  return (
    <Notice kind={step.isUrgent ? 'warning' : 'info'} title={step.title} className="mb-4">
      {step.words}
    </Notice>
  )
}

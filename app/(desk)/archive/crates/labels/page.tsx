import type { Metadata } from 'next'
import { CrateLabels } from '@/components/archive/labels/CrateLabels'
import { getWardline } from '@/lib/composition.ts'

export const metadata: Metadata = { title: 'Labels' }

/** Labels to be printed, of the crates named in the address. */
export default function LabelsPage() {
  return <CrateLabels publicUrl={getWardline().settings.publicUrl} />
}

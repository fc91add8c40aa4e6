import type { Metadata } from 'next'
import { CrateImportView } from '@/components/archive/import/CrateImportView'

export const metadata: Metadata = { title: 'Import crates' }

/** Crates from a file. */
export default function ImportPage() {
  return <CrateImportView />
}

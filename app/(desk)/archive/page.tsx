import { redirect } from 'next/navigation'

/** The archive has no page of its own. */
export default function ArchivePage(): never {
  redirect('/archive/crates')
}

import type { RequestKind } from '@/lib/domains/archive/contract/archiveRequest.ts'

/** What comes of a request of this kind, and who must agree, before it is sent. Units are names; null where none is chosen. */
export function kindWords(kind: RequestKind, unit: string | null, toUnit: string | null): string {
  const from = unit ?? 'the unit they stand in'
  switch (kind) {
    case 'withdrawal':
      return `Once a manager of ${from} agrees, the crates are handed out. They stay yours to bring back.`
    case 'transfer':
      return `A manager of ${from} lets them go, and a manager of ${toUnit ?? 'the other unit'} confirms the receipt. From then on they belong there.`
    case 'destruction':
      return `Two managers of ${from} must agree, one after the other, and neither may be you. Then the crates are destroyed for good.`
  }
}

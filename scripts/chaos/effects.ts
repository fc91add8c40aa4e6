import type { Committed, Operation, OperationKind } from './history.ts'

/** The one change that each operation is about. */
const PRIMARY: Readonly<Record<OperationKind, { model: string; action: Committed['action'] }>> = {
  register: { model: 'Crate', action: 'insert' },
  move: { model: 'Crate', action: 'update' },
  remove: { model: 'Crate', action: 'delete' },
  withdraw: { model: 'ArchiveRequest', action: 'insert' },
  transfer: { model: 'ArchiveRequest', action: 'insert' },
  comment: { model: 'ArchiveComment', action: 'insert' },
  approve: { model: 'ArchiveRequest', action: 'update' },
  reject: { model: 'ArchiveRequest', action: 'update' },
  'send-back': { model: 'ArchiveRequest', action: 'update' },
  resubmit: { model: 'ArchiveRequest', action: 'update' },
  cancel: { model: 'ArchiveRequest', action: 'update' },
  'move by hand': { model: 'Crate', action: 'update' },
}

/** Whether the change is the one that the operation is about. */
export function isPrimary({ kind, rowId }: Pick<Operation, 'kind' | 'rowId'>, change: Committed): boolean {
  const { model, action } = PRIMARY[kind]
  return change.model === model && change.action === action && change.rowId === rowId
}

/** Committed changes by the operation that made them. */
export function changesOfOperation(
  committed: readonly Committed[],
): ReadonlyMap<string, readonly Committed[]> {
  return groupBy(
    committed.filter(({ operation }) => operation !== null),
    ({ operation }) => operation ?? '',
  )
}

/** In the order in which they came. */
export function groupBy<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const key = keyOf(thing)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [thing])
    else group.push(thing)
  }
  return groups
}

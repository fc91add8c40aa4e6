import type { Share } from '../../../platform/live/createSharedResults.ts'
import type { RoleHolder } from '../../identity/policy.ts'
import { archiveTopics } from '../contract/archiveKeys.ts'
import { archiveScope, type ArchiveScope } from './archiveScope.ts'

/**
 * Reads for somebody what is the same for all who read as much. `run` is given their scope and nothing else of them, and reads
 * live models alone: whatever changes its answer is announced in the scope's topics.
 */
export function readInScope<T>(
  share: Share,
  actor: RoleHolder,
  read: {
    readonly query: string
    /** All that the answer depends on beside the scope; the site's day, where it matters. */
    readonly parameters: unknown
    readonly run: (scope: ArchiveScope) => Promise<T>
  },
): Promise<T> {
  const scope = archiveScope(actor)
  const unitId = typeof scope === 'object' ? scope.unitId : null
  return share({
    query: `archive.${read.query}`,
    parameters: read.parameters,
    readers: scope,
    topics: archiveTopics({ unitId, readsAll: scope === 'all' }),
    run: () => read.run(scope),
  })
}

import { notify } from '@/components/ui/notify'
import { useUpdateCrate } from '@/hooks/archive/useCrateActions.ts'
import type { Crate } from '@/lib/domains/archive/contract/crate.ts'

/** Puts a withdrawn crate back into the archive, says so, and offers to take that back. */
export function usePutBack(crate: Crate): { readonly isPending: boolean; readonly putBack: () => void } {
  const takeOut = useUpdateCrate(crate.id, ({ number }) => notify.done(`${number} is out again`))
  const put = useUpdateCrate(crate.id, ({ number, version }) =>
    notify.undoable(`${number} is back in the archive`, () =>
      takeOut.mutate(
        { version, status: 'withdrawn' },
        { onError: (error) => notify.problem(`${number} stays in the archive`, error.message) },
      ),
    ),
  )
  const putBack = () =>
    put.mutate(
      { version: crate.version, status: 'stored' },
      { onError: (error) => notify.failed(`${crate.number} was not put back. ${error.message}`, putBack) },
    )
  return { isPending: put.isPending, putBack }
}

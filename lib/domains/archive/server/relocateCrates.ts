import * as z from 'zod'
import { recordAudit } from '../../../platform/audit/recordAudit.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import { onceInTransaction } from '../../../platform/http/idempotency.ts'
import { CrateRelocated, type CrateRelocation } from '../contract/crate.ts'
import { mayEditCrate, mayReadCrate, type Asker } from '../policy.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import { archiveScope } from './archiveScope.ts'
import { getCrates } from './crateReads.ts'
import { lockCrates } from './lockRows.ts'
import type { CrateRow } from './presentCrate.ts'
import type { DeskActor } from '../../identity/contract.ts'

type Item = CrateRelocation['items'][number]

/** What is remembered of a relocation, for a repetition of it under the same key. */
const Remembered = z.object({ ids: z.array(z.uuid()), refused: CrateRelocated.shape.refused })
type Remembered = z.infer<typeof Remembered>

/**
 * Moves crates to new places, each for itself: what is not there, is another unit's, was changed meanwhile or is destroyed
 * stays as it is, with a sentence why. Tries at other units' crates are audited.
 */
export async function relocateCrates(
  database: Database,
  call: ServiceCall<DeskActor>,
  { items }: CrateRelocation,
): Promise<CrateRelocated> {
  const done = await onceInTransaction(database, {
    stamp: call.stamp,
    idempotency: call.idempotency,
    run: async (tx) => await relocate(tx, call, items),
    resourceId: (result) => JSON.stringify(result),
    replay: (_tx, remembered) => Promise.resolve(Remembered.parse(JSON.parse(remembered))),
  })
  return {
    changed: await getCrates(database.prisma, archiveScope(call.actor), done.ids),
    refused: done.refused,
  }
}

async function relocate(
  tx: WardlineTx,
  call: ServiceCall<DeskActor>,
  items: readonly Item[],
): Promise<Remembered> {
  const rows = new Map(
    (
      await lockCrates(
        tx,
        items.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  const refused: Remembered['refused'] = []
  const good = new Map<string, string>()
  for (const item of items) {
    const row = rows.get(item.id)
    const readable = row && mayReadCrate(call.actor, row) ? row : undefined
    const message = good.has(item.id) ? 'It stands in the list twice.' : objection(call.actor, item, readable)
    if (message === null) good.set(item.id, item.location)
    else refused.push({ id: item.id, number: readable?.number ?? null, message })
  }
  if (refused.some(({ id, number }) => number === null && rows.has(id))) await recordTry(tx, call)
  await move(
    tx,
    [...good].filter(([id, location]) => rows.get(id)?.location !== location),
  )
  return { ids: [...good.keys()], refused }
}

/** Why a crate cannot be moved; null when it can. */
function objection(actor: Asker, item: Item, row: CrateRow | undefined): string | null {
  if (row === undefined) return 'There is no such crate, or you may not see it.'
  if (!mayEditCrate(actor, row)) return `You may not move ${row.number}.`
  if (row.status === 'destroyed') return `${row.number} has been destroyed.`
  if (row.version === item.version) return null
  return `Somebody has changed ${row.number} meanwhile. Look at it, then move it again.`
}

async function move(tx: WardlineTx, moved: readonly (readonly [string, string])[]): Promise<void> {
  const ids = moved.map(([id]) => id)
  const locations = moved.map(([, location]) => location)
  await tx.$executeRaw`
    UPDATE crates SET location = moved.location, version = version + 1, updated_at = now()
    FROM unnest(${ids}::uuid[], ${locations}::text[]) AS moved (id, location) WHERE crates.id = moved.id`
}

async function recordTry(tx: WardlineTx, { stamp }: ServiceCall<DeskActor>): Promise<void> {
  await recordAudit(tx, { action: 'denied', ...stamp, detail: { path: '/api/archive/crates/relocate' } })
}

import { createHospital } from './createHospital.ts'
import { createThings, type MadeRequest } from './createThings.ts'
import type { FixedThings, World } from './routeTrial.ts'

/** A hospital with something in every unit and between them, and with everybody's visit at the log's beginning. */
export async function createWorld(): Promise<World & AsyncDisposable> {
  const hospital = await createHospital()
  const { own, foreign, third } = hospital.units
  const things = createThings(hospital)
  const crates: { id: string; unitId: string }[] = []
  for (const unitId of [own, foreign, third]) crates.push({ id: await things.crate(unitId), unitId })
  const createdById = hospital.somebody.userId
  const requests = [
    await things.request({ unitId: own, createdById }),
    await things.request({ unitId: foreign, createdById }),
    await things.request({ unitId: third, createdById }),
    await things.request({ unitId: own, toUnitId: foreign, kind: 'transfer', createdById }),
    await things.request({ unitId: foreign, toUnitId: third, kind: 'transfer', createdById }),
    await things.request({ unitId: third, toUnitId: own, kind: 'transfer', createdById }),
  ]
  const closed: MadeRequest[] = []
  for (const unitId of [own, foreign, third]) {
    closed.push(await things.request({ unitId, status: 'rejected', createdById }))
  }
  await hospital.query(
    'UPDATE archive_requests SET decided_at = now(), decided_by_id = $2 WHERE id = ANY($1)',
    [closed.map(({ id }) => id), createdById],
  )
  const changed = [
    ...crates.map((crate) => ({ ...crate, entity: 'crate', toldIn: crate.unitId })),
    // What one's own unit once had to do with, and what is another's now.
    ...crates.slice(-1).map((crate) => ({ ...crate, entity: 'crate', toldIn: own })),
    ...closed.slice(-1).map((request) => ({ ...request, entity: 'withdrawal', toldIn: own })),
  ]
  const everybody = [createdById, ...hospital.askers.map(({ actor }) => actor.userId)]
  const conversations = [
    await things.conversation({ kind: 'group', by: createdById, people: everybody }),
    await things.conversation({
      kind: 'group',
      by: createdById,
      people: everybody.slice(0, 2),
      gone: everybody.slice(2),
    }),
    await things.conversation({ kind: 'group', by: createdById, people: [createdById] }),
  ]
  const sender = hospital.asker('superadmin', 'own').actor.userId
  const { sendId } = await things.notification({ kind: 'everyone' }, sender)
  // What the relay would have told by now.
  await hospital.query('DELETE FROM live_outbox')
  return {
    hospital,
    things,
    fixed: {
      crates,
      requests,
      closed,
      conversations,
      sent: { sendId, createdById: sender },
      activity: await announce(hospital.query, changed, createdById),
    },
    [Symbol.asyncDispose]: () => hospital[Symbol.asyncDispose](),
  }
}

/** Changes, as the projector would have kept them. */
async function announce(
  query: (sql: string, values?: unknown[]) => Promise<unknown>,
  changed: readonly {
    readonly id: string
    readonly unitId: string
    readonly entity: string
    readonly toldIn: string
  }[],
  actorId: string,
): Promise<FixedThings['activity']> {
  for (const [at, { id, toldIn, entity }] of changed.entries()) {
    await query(
      `INSERT INTO activity_entries (position, unit_id, entity, action, actor_id, subject_id, data, at)
       VALUES ($1, $2, $6, 'created', $3, $4, '{}', now() - make_interval(hours => $5))`,
      [at + 1, toldIn, actorId, id, changed.length - at, entity],
    )
  }
  await query('UPDATE live_head SET position = $1', [changed.length])
  await query('INSERT INTO desk_visits (user_id, position, seen_at) SELECT id, 0, now() FROM users')
  return changed.map(({ toldIn, unitId }, at) => ({
    position: at + 1,
    unitId: toldIn,
    subjectUnitId: unitId,
  }))
}

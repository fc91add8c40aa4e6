import type { PersonName } from '../../identity/contract.ts'
import { ActivityAction, type Activity } from '../contract.ts'
import type { ActivityRow, ActivityRun } from './readActivity.ts'

/** The only shape in which activity leaves the server: who, what, when and the states; never content. */
export function presentActivity(
  run: ActivityRun,
  known: {
    readonly nameOf: ReadonlyMap<string, PersonName>
    /** Numbers of what the reader may read. */
    readonly numbers: ReadonlyMap<string, string>
  },
): Activity {
  const { rows, before, unit, entity, actorId, act } = run
  const subjectId = act === null ? run.subjectId : null
  const [newest] = rows
  const oldest = rows.at(-1) ?? newest
  return {
    position: newest.position,
    unit,
    entity,
    action: actionOf(newest, oldest),
    actor: (actorId !== null && known.nameOf.get(actorId)) || null,
    subject:
      subjectId === null
        ? null
        : {
            kind: entity === 'crate' ? 'crate' : 'request',
            id: subjectId,
            number: known.numbers.get(subjectId) ?? toldNumber(newest),
            readable: known.numbers.has(subjectId),
          },
    statuses: statusesOf(rows, before),
    count: act?.things ?? bulkOf(newest) ?? rows.length,
    first_at: (act?.firstAt ?? oldest.at).toISOString(),
    at: newest.at.toISOString(),
  }
}

/** What came and was then changed came; all else is what happened last. */
function actionOf(newest: ActivityRow, oldest: ActivityRow): ActivityAction {
  const began = oldest.action === 'created' || oldest.action === 'arrived'
  return ActivityAction.parse(newest.action === 'updated' && began ? oldest.action : newest.action)
}

/** The number as the event told it. */
function toldNumber({ data }: ActivityRow): string | null {
  const told = data['crate_number'] ?? data['request_number']
  return typeof told === 'string' ? told : null
}

function bulkOf({ data }: ActivityRow): number | null {
  return typeof data['bulk'] === 'number' ? data['bulk'] : null
}

function statusesOf(rows: readonly ActivityRow[], before: ActivityRow | null): string[] {
  const own = rows.map(statusOf).filter((status) => status !== null)
  const told = own.length === 0 || before === null ? own : [...own, statusOf(before)]
  return told
    .filter((status) => status !== null)
    .toReversed()
    .filter((status, at, all) => status !== all[at - 1])
}

function statusOf({ data: { status } }: ActivityRow): string | null {
  return typeof status === 'string' ? status : null
}

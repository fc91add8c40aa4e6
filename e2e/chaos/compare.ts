import { groupByRow, type Ledger } from './ledger.ts'
import type { Observer } from './observer.ts'
import type { ExpectedEvent } from './expectedEvents.ts'
import type { Acknowledged } from './writeLoad.ts'

/** Everything in which database, log and observers differ. Empty: nothing lost, nothing phantom, nothing leaked. */
export function compare(
  ledger: Ledger,
  observers: readonly Observer[],
  acknowledged: readonly Acknowledged[],
): string[] {
  return [
    ...ledger.complaints,
    ...compareLogWithAudit(ledger),
    ...compareAnswersWithAudit(ledger, acknowledged),
    ...observers.flatMap((observer) => [...observer.complaints, ...compareObserverWithLog(observer, ledger)]),
  ]
}

function compareLogWithAudit({ loggedSince, expected }: Ledger): string[] {
  const told = groupByRow(loggedSince)
  const keys = new Set([...told.keys(), ...expected.keys()])
  return [...keys].flatMap((key) => {
    const should = (expected.get(key) ?? []).map(describe).join(' → ')
    const is = (told.get(key) ?? []).map(describe).join(' → ')
    return should === is ? [] : [`${key}: committed ${should || 'nothing'}, announced ${is || 'nothing'}`]
  })
}

/** What was answered with success is in the database. */
function compareAnswersWithAudit({ changes }: Ledger, acknowledged: readonly Acknowledged[]): string[] {
  const committed = new Set(changes.map(({ rowId, after }) => `${rowId} ${after?.['version'] ?? ''}`))
  return acknowledged
    .filter(({ id, version }) => !committed.has(`${id} ${version}`))
    .map(({ id, version }) => `version ${version} of ${id} was acknowledged and is not there`)
}

function compareObserverWithLog(observer: Observer, { logged }: Ledger): string[] {
  return [...observer.startedAt].flatMap(([topic, start]) => {
    const should = (logged.get(topic) ?? []).filter(({ seq }) => seq > start)
    const is = observer.heard.filter((event) => event.topic === topic)
    const differing = should.find((event, index) => {
      const got = is[index]
      return (
        got === undefined ||
        got.seq !== event.seq ||
        describe(event) !== describe({ ...got, id: String(got.data['id']) })
      )
    })
    if (differing !== undefined)
      return [`${observer.name}: ${topic} #${differing.seq} ${describe(differing)} was not heard as such`]
    return is.length > should.length
      ? [`${observer.name}: ${topic}: ${is.length - should.length} events too many`]
      : []
  })
}

function describe({ action, id, data }: Omit<ExpectedEvent, 'topic' | 'entity'>): string {
  return JSON.stringify([action, id.slice(-6), data['status'], data['version']])
}

import { describe, expect, test } from 'vitest'
import type { Entry, History, LoggedEvent, Observation, Operation } from './history.ts'
import { judge, VERDICT_NAMES, type VerdictName } from './judge.ts'

const UNIT = 'unit:a'
const CRATE = 'c1'
type Heard = Extract<Entry, { kind: 'event' }>

/** A crate is registered and moved twice; one observer hears it in its unit, from the beginning. */
function goodHistory(): History {
  const operations = ['register', 'move', 'move'].map((kind, index) =>
    operation(`op${index + 1}`, kind as 'move', index + 1),
  )
  const committed = operations.map(({ id }, index) => ({
    action: index === 0 ? ('insert' as const) : ('update' as const),
    model: 'Crate',
    rowId: CRATE,
    before: index === 0 ? null : row(index),
    after: row(index + 1),
    operation: id,
  }))
  const logged = committed.flatMap(({ operation: id }, index) =>
    [UNIT, 'units', `item:crate:${CRATE}`].map((topic, place) =>
      event({ position: index * 3 + place + 1, topic, seq: index + 1, version: index + 1, operation: id }),
    ),
  )
  const heads = new Map([UNIT, 'units', `item:crate:${CRATE}`].map((topic) => [topic, 3]))
  const written = new Map([
    ['op1', 1],
    ['op3', 1],
  ])
  return { operations, committed, written, logged, heads, observations: [observation()], since: 0 }
}

const row = (version: number) => ({ id: CRATE, unitId: 'a', status: 'stored', version })

function operation(id: string, kind: Operation['kind'], version: number): Operation {
  return { id, kind, rowId: CRATE, sentAt: 0, endedAt: 1, outcome: 'acknowledged', version }
}

function event(of: {
  position: number
  topic: string
  seq: number
  version: number
  operation: string | null
}): LoggedEvent {
  const { version, seq, ...rest } = of
  const action = version === 1 ? 'created' : 'updated'
  const data = { id: CRATE, status: 'stored', version }
  return { ...rest, seq, kind: 'data', entity: 'crate', action, id: CRATE, data }
}

const began = (seq: number, told = false): Entry => ({ kind: 'began', topic: UNIT, epoch: 'e', seq, told })

function heard(seq: number, change: Partial<Heard> = {}): Heard {
  const action = seq === 1 ? 'created' : 'updated'
  return {
    kind: 'event',
    topic: UNIT,
    seq,
    entity: 'crate',
    action,
    id: CRATE,
    version: seq,
    operation: `op${seq}`,
    at: 2,
    ...change,
  }
}

function observation(change: Partial<Observation> = {}): Observation {
  const rows = new Map([[`crate ${CRATE}`, 'stored 3']])
  return {
    name: 'ada',
    entries: [began(0), { kind: 'fetched' }, heard(1), heard(2), heard(3)],
    rights: [{ from: 0, topics: new Set([UNIT]) }],
    held: rows,
    fetched: rows,
    ...change,
  }
}

/** The good history, with an observer who met something else. */
const seenAs = (...entries: readonly Entry[]): History => ({
  ...goodHistory(),
  observations: [observation({ entries })],
})

function findings(history: History): Partial<Record<VerdictName, number>> {
  const judgement = judge(history)
  return Object.fromEntries(
    VERDICT_NAMES.filter((name) => judgement[name].length > 0).map((name) => [name, judgement[name].length]),
  )
}

function doctor(change: (history: History) => Partial<History>): History {
  const history = goodHistory()
  return { ...history, ...change(history) }
}

const without = <T>(list: readonly T[], place: number): T[] => list.filter((_, index) => index !== place)

describe('a history in which all is well', () => {
  test('has nothing against it', () => expect(findings(goodHistory())).toEqual({}))

  test('may have been told to start over, and fetched', () => {
    expect(findings(seenAs(began(0), heard(1), began(3, true), { kind: 'fetched' }))).toEqual({})
  })

  test('may merge changes into a bulk that says how many', () => {
    const history = doctor(({ logged }) => ({
      logged: logged
        .filter(({ seq }) => seq < 3)
        .map((one) =>
          one.seq === 2 ? { ...one, action: 'updated', id: null, data: { bulk: 2 }, operation: null } : one,
        ),
      heads: new Map([UNIT, 'units', `item:crate:${CRATE}`].map((topic) => [topic, 2])),
      observations: [
        observation({
          entries: [
            began(0),
            heard(1),
            heard(2, { action: 'updated', id: null, version: null, operation: null }),
          ],
        }),
      ],
    }))
    expect(findings(history)).toEqual({})
  })
})

describe('lost', () => {
  test('acknowledged, and not there', () => {
    const history = doctor(({ operations }) => ({ operations: [...operations, operation('op4', 'move', 4)] }))
    expect(findings(history)).toEqual({ lost: 1 })
  })

  test('in the audit, and not in its table', () => {
    expect(findings(doctor(() => ({ written: new Map([['op3', 1]]) })))).toEqual({ lost: 1 })
  })

  test('committed, and announced in no topic', () => {
    const history = doctor(({ logged }) => ({
      logged: logged.filter(({ seq }) => seq < 3),
      heads: new Map([UNIT, 'units', `item:crate:${CRATE}`].map((topic) => [topic, 2])),
      observations: [observation({ entries: [began(0), heard(1), heard(2)] })],
    }))
    expect(findings(history)).toEqual({ lost: 3 })
  })

  test('announced, and not heard by the end', () => {
    expect(findings(seenAs(began(0), heard(1), heard(2)))).toEqual({ lost: 1 })
  })

  test('told to start over, and nothing was fetched', () => {
    expect(findings(seenAs(began(0), heard(1), began(3, true)))).toEqual({ lost: 1 })
  })
})

describe('phantom', () => {
  test('announced, and never committed', () => {
    const history = doctor(({ committed, operations }) => ({
      committed: without(committed, 2),
      operations: without(operations, 2),
    }))
    expect(findings(history)).toEqual({ phantom: 3 })
  })

  test('refused, and there', () => {
    const history = doctor(({ operations }) => ({
      operations: operations.map((one, index) => (index === 2 ? { ...one, outcome: 'refused' } : one)),
    }))
    expect(findings(history)).toEqual({ phantom: 1 })
  })

  test('heard, and not what the log has', () => {
    expect(findings(seenAs(began(0), heard(1), heard(2), heard(3, { id: 'forged' })))).toEqual({ phantom: 1 })
  })

  test('more in a bulk than was committed', () => {
    const history = doctor(({ logged }) => ({
      logged: logged.map((one) =>
        one.topic === 'units' && one.seq === 3
          ? { ...one, id: null, data: { bulk: 2 }, operation: null }
          : one,
      ),
    }))
    expect(findings(history)).toEqual({ phantom: 1 })
  })
})

describe('leaked', () => {
  test('at a position where the right was gone', () => {
    const rights = [
      { from: 0, topics: new Set([UNIT]) },
      { from: 7, topics: new Set(['unit:b']) },
    ]
    expect(findings(doctor(() => ({ observations: [observation({ rights })] })))).toEqual({ leaked: 1 })
  })

  test('not even the name of a topic', () => {
    const history = seenAs(began(0), heard(1), heard(2), heard(3), {
      kind: 'began',
      topic: 'unit:b',
      epoch: 'e',
      seq: 0,
      told: false,
    })
    expect(findings(history)).toMatchObject({ leaked: 1 })
  })
})

describe('skipped', () => {
  test('a hole on the wire', () => {
    const hole: Entry = { kind: 'hole', topic: UNIT, after: 1, seq: 3 }
    expect(findings(seenAs(began(0), heard(1), hole, heard(2), heard(3)))).toEqual({ skipped: 1 })
  })

  test('a hole in what was handed on', () => {
    expect(findings(seenAs(began(0), heard(1), heard(3)))).toEqual({ skipped: 1, lost: 1 })
  })
})

describe('out of order', () => {
  test('in a topic', () => {
    expect(findings(seenAs(began(0), heard(1), heard(3), heard(2)))).toMatchObject({ 'out of order': 2 })
  })

  test('in a row', () => {
    const history = seenAs(began(0), heard(1), heard(2, { version: 3 }), heard(3, { version: 2 }))
    expect(findings(history)).toMatchObject({ 'out of order': 1 })
  })

  test('in the log', () => {
    const history = doctor(({ logged }) => ({
      logged: logged.map((one) => ({ ...one, position: one.position === 4 ? 40 : one.position })),
    }))
    expect(findings(history)).toEqual({ 'out of order': 1 })
  })

  test('between the commits and the log', () => {
    const history = doctor(({ logged }) => ({
      logged: logged.map((one) =>
        one.topic !== 'units' || one.seq === 1
          ? one
          : { ...one, data: { ...one.data, version: one.seq === 2 ? 3 : 2 } },
      ),
    }))
    expect(findings(history)).toEqual({ 'out of order': 1 })
  })

  test('a head that is not the last seq', () => {
    const history = doctor(({ heads }) => ({ heads: new Map([...heads, ['units', 9]]) }))
    expect(findings(history)).toEqual({ 'out of order': 1 })
  })
})

describe('doubled effect', () => {
  test('done twice', () => {
    const history = doctor(({ committed, logged }) => ({
      committed: [
        ...committed.slice(0, 2),
        ...committed.slice(1).map((one) => ({ ...one, operation: 'op2' })),
      ].slice(0, 3),
      logged,
    }))
    expect(findings(history)).toMatchObject({ 'doubled effect': 1 })
  })

  test('the same words in two rows', () => {
    const history = doctor(({ written }) => ({ written: new Map([...written, ['op1', 2]]) }))
    expect(findings(history)).toEqual({ 'doubled effect': 1 })
  })

  test('announced twice', () => {
    const again = event({ position: 10, topic: 'units', seq: 4, version: 3, operation: 'op3' })
    const history = doctor(({ logged, heads }) => ({
      logged: [...logged, again],
      heads: new Map([...heads, ['units', 4]]),
    }))
    expect(findings(history)).toEqual({ 'doubled effect': 1 })
  })

  test('handed on twice', () => {
    expect(findings(seenAs(began(0), heard(1), heard(2), heard(2), heard(3)))).toEqual({
      'doubled effect': 1,
    })
  })
})

describe('diverged', () => {
  test('a row held otherwise than it is, and one too many', () => {
    const held = new Map([
      [`crate ${CRATE}`, 'stored 2'],
      ['crate c2', 'stored 1'],
    ])
    expect(findings(doctor(() => ({ observations: [observation({ held })] })))).toEqual({ diverged: 2 })
  })
})

describe('silent gap', () => {
  test('a run that begins elsewhere, and nobody said so', () => {
    const history = seenAs(began(0), heard(1), began(2), { kind: 'fetched' }, heard(3))
    expect(findings(history)).toEqual({ 'silent gap': 1, lost: 1 })
  })

  test('recovered with too few events', () => {
    const resumed: Entry = { kind: 'resumed', topic: UNIT, from: 1, seq: 3, replayed: 1, sameEpoch: true }
    expect(findings(seenAs(began(0), heard(1), resumed, heard(2), heard(3)))).toEqual({ 'silent gap': 1 })
  })

  test('recovered into another epoch', () => {
    const resumed: Entry = { kind: 'resumed', topic: UNIT, from: 1, seq: 3, replayed: 2, sameEpoch: false }
    expect(findings(seenAs(began(0), heard(1), resumed, heard(2), heard(3)))).toEqual({ 'silent gap': 1 })
  })
})

describe('undecided', () => {
  const asked = {
    ...operation('op4', 'withdraw', 1),
    rowId: 'r1',
    outcome: 'unknown' as const,
    version: null,
  }
  const part = {
    action: 'insert' as const,
    model: 'ArchiveRequestCrate',
    rowId: 'p1',
    before: null,
    after: { id: 'p1', unitId: 'a', requestId: 'r1' },
    operation: 'op4',
  }

  test('a part of it is there, the row is not', () => {
    const history = doctor(({ operations, committed }) => ({
      operations: [...operations, asked],
      committed: [...committed, part],
    }))
    expect(findings(history)).toMatchObject({ undecided: 1 })
  })

  test('the row is there, a part of it is not', () => {
    const request = {
      action: 'insert' as const,
      model: 'ArchiveRequest',
      rowId: 'r1',
      before: null,
      after: { id: 'r1', kind: 'withdrawal', unitId: 'a', toUnitId: null, status: 'pending', version: 1 },
      operation: 'op4',
    }
    const history = doctor(({ operations, committed }) => ({
      operations: [...operations, asked],
      committed: [...committed, part, request],
    }))
    expect(findings(history)).toMatchObject({ undecided: 1 })
  })

  test('its words are there, its change is not', () => {
    const history = doctor(({ operations, written }) => ({
      operations: [...operations, asked],
      written: new Map([...written, ['op4', 1]]),
    }))
    expect(findings(history)).toEqual({ undecided: 1 })
  })

  test('wholly absent is decided', () => {
    expect(findings(doctor(({ operations }) => ({ operations: [...operations, asked] })))).toEqual({})
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createClientUnderTest, crateUpdate } from './testing/createClientUnderTest.ts'
import { createCursors } from './cursors.ts'

const TOPIC = 'unit:1'

/** What may befall a network and a server. */
const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('commit' as const),
      fate: fc.constantFrom('sent', 'lost', 'doubled', 'late'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('heartbeat' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('drop' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('newEpoch' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('trim' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('deadLetter' as const) }) },
)

/** A server that keeps a log and answers as PROTOCOL says. */
function createModelServer(it: ReturnType<typeof createClientUnderTest>) {
  let epoch = 1
  let head = 0
  let oldest = 1
  const late: number[] = []
  const name = () => `e${epoch}`
  const send = (frame: object) => it.server.socket.send({ type: '', ...frame })
  const update = (seq: number) => send(crateUpdate(TOPIC, seq, { data: { id: `${name()}/${seq}` } }))

  /** Answers everything that the client has asked. */
  function answer() {
    const { inbox } = it.server.socket
    for (let frame = inbox.shift(); frame; frame = inbox.shift()) {
      if (frame.type === 'ping') send({ type: 'pong', timestamp: 'now' })
      if (frame.type === 'subscribe') {
        send({ type: 'subscribed', topic: TOPIC, epoch: name(), seq: head, recovered: null, replayed: 0 })
      }
      if (frame.type !== 'resume') continue
      const cursors = frame['cursors'] as Record<string, { epoch: string; seq: number }>
      const since = cursors[TOPIC]
      if (!since) continue
      const isWhole = since.epoch === name() && since.seq <= head && since.seq + 1 >= oldest
      const replayed = isWhole ? head - since.seq : 0
      send({ type: 'subscribed', topic: TOPIC, epoch: name(), seq: head, recovered: isWhole, replayed })
      for (let seq = head - replayed + 1; seq <= head; seq += 1) update(seq)
    }
  }

  return {
    answer,
    get at() {
      return { epoch: name(), head }
    },
    commit(fate: string) {
      head += 1
      if (fate === 'late') late.push(head)
      else if (fate !== 'lost') update(head)
      if (fate === 'doubled') update(head)
      if (fate === 'sent') late.splice(0).forEach(update)
    },
    heartbeat: () => send({ type: 'heartbeat', timestamp: 'now', epoch: name(), heads: { [TOPIC]: head } }),
    newEpoch() {
      epoch += 1
      head = 0
      oldest = 1
      late.length = 0
    },
    trim: () => void (oldest = head + 1),
    deadLetter() {
      head += 1
      send({ type: 'reset', topic: TOPIC, epoch: name(), seq: head, reason: 'dead_letter' })
    },
  }
}

describe('cursors', () => {
  test('take hands out each seq once, in order, and never steps over a gap', () => {
    const cursors = createCursors()
    expect(cursors.take(TOPIC, 1)).toBe('unplaced')
    cursors.place(TOPIC, { epoch: 'e1', seq: 4 })
    expect([4, 6, 5, 5, 6].map((seq) => cursors.take(TOPIC, seq))).toEqual([
      'seen',
      'hole',
      'next',
      'seen',
      'next',
    ])
  })

  test('[CLI-2] whatever is lost, doubled, late or reset: each seq at most once, in order, and none missed without a restart', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 60 }), async (happenings) => {
        const it = createClientUnderTest()
        await it.connect()
        const model = createModelServer(it)
        /** What the application knows of the current run: it begins where a restart says, and grows by one. */
        let known: { epoch: string; seq: number } | null = null
        // Listeners must not throw: what they saw is judged at the end.
        const wrong: unknown[] = []
        it.client.onTopicChange((change) => {
          if (change.kind !== 'restarted') wrong.push(change)
          // A restart has the application fetch: it then knows everything up to now.
          known = { epoch: model.at.epoch, seq: model.at.head }
        })
        it.client.onEvent(({ seq, id }) => {
          if (known?.epoch !== id?.split('/')[0] || seq !== (known?.seq ?? -1) + 1)
            wrong.push({ seq, id, known })
          if (known) known = { ...known, seq }
        })
        const reconnect = async (code: number) => {
          it.server.socket.close(code)
          await it.clock.advance(30_000)
          it.server.greet({ epoch: model.at.epoch })
        }
        it.client.subscribe(TOPIC)
        model.answer()
        for (const each of happenings) {
          if (each.what === 'commit') model.commit(each.fate)
          else if (each.what === 'drop') await reconnect(1006)
          else if (each.what === 'newEpoch') {
            model.newEpoch()
            await reconnect(4400)
          } else model[each.what]()
          model.answer()
        }
        model.heartbeat()
        model.answer()
        model.heartbeat()
        model.answer()
        expect(wrong).toEqual([])
        expect(known).toEqual({ epoch: model.at.epoch, seq: model.at.head })
      }),
      { numRuns: 300 },
    )
  })
})

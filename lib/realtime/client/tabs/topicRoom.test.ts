import { expect, test } from 'vitest'
import type { Cursor } from '../../protocol/cursor.ts'
import { createTopicRoom } from './topicRoom.ts'

const at = (seq: number, epoch = 'e1'): Cursor => ({ epoch, seq })

/** A room, what its tabs were answered, and what the server was asked. */
function room() {
  const answers: [string, number, boolean | null][] = []
  const asked: (number | null)[] = []
  const it = createTopicRoom('unit:a', {
    answer: (tab, { seq, recovered }) => answers.push([tab, seq, recovered]),
    ask: (_, since) => asked.push(since?.seq ?? null),
  })
  const subscribed = (
    seq: number,
    over: { recovered?: boolean | null; replayed?: number; epoch?: string } = {},
  ) =>
    it.subscribed({
      type: 'subscribed',
      topic: 'unit:a',
      epoch: 'e1',
      seq,
      recovered: null,
      replayed: 0,
      ...over,
    })
  return { it, answers, asked, subscribed }
}

/** Tab `one` hears the topic, which stands at 5. */
function standing() {
  const made = room()
  made.it.want('one', null)
  made.subscribed(5)
  made.answers.length = 0
  made.asked.length = 0
  return made
}

test('[CLI-13] a question without an answer is put again when the tab asks again', () => {
  const { it, asked } = room()
  it.want('one', at(3))
  it.want('two', at(3))
  expect(asked).toEqual([3])
  it.want('one', at(3))
  expect(asked).toEqual([3, 3])
})

test('[CLI-13] while a replay is under way, another begins no later than what comes next: nobody gets a hole', () => {
  const { it, answers, asked, subscribed } = standing()
  it.want('two', at(2))
  subscribed(5, { recovered: true, replayed: 3 })
  expect(answers).toEqual([['two', 5, true]])
  // 3 to 5 are on their way to two. Three is ahead of all that this connection has carried.
  it.want('three', at(7))
  expect(asked).toEqual([2, 2])
})

test('[CLI-13] a cursor ahead of the topic begins a new run', () => {
  const { it, answers, asked, subscribed } = standing()
  it.want('two', at(7))
  expect(asked).toEqual([5])
  subscribed(5, { recovered: true })
  expect(answers).toEqual([['two', 5, false]])
  expect(asked).toHaveLength(1)
})

test('[CLI-13] what the server gives by itself meanwhile is no answer', () => {
  const { it, answers, asked, subscribed } = room()
  it.want('one', at(3))
  subscribed(5)
  expect(answers).toEqual([])
  expect(asked).toEqual([3])
  subscribed(5, { recovered: true, replayed: 2 })
  expect(answers).toEqual([['one', 5, true]])
})

test('[CLI-13] a cursor of another epoch begins a new run without a question', () => {
  const { it, answers, asked } = standing()
  it.want('two', at(4, 'e0'))
  expect(answers).toEqual([['two', 5, false]])
  expect(asked).toEqual([])
})

test('[CLI-13] who heard the topic when a gap was not closed is told where it goes on', () => {
  const { it, answers, subscribed } = standing()
  it.want('two', at(1))
  subscribed(9, { recovered: false })
  expect(answers).toEqual([
    ['one', 9, null],
    ['two', 9, false],
  ])
})

test('[CLI-13] a reset answers whoever waits', () => {
  const { it, answers, asked, subscribed } = standing()
  it.want('two', at(1))
  it.reset(at(6))
  subscribed(6, { recovered: true, replayed: 5 })
  expect(answers).toEqual([])
  expect(asked).toEqual([1])
})

test('[CLI-13] what the server says it has written, and nobody understood, is replayed for who asks', () => {
  const { it, asked } = standing()
  it.written('e1', 6)
  it.want('one', at(5))
  expect(asked).toEqual([5])
  const other = standing()
  other.it.written('e2', 1)
  other.it.want('one', at(5))
  expect(other.asked).toEqual([5])
})

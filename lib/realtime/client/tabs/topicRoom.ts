import type { Cursor } from '../../protocol/cursor.ts'
import type { SubscribedFrame } from '../../protocol/frames/subscribe.ts'

/** What the tabs of a room are answered, and what the server must be asked for that. */
export interface RoomAnswers {
  readonly answer: (tab: string, frame: SubscribedFrame) => void
  /** One question at a time; `since` is null where nobody has a cursor that counts. */
  readonly ask: (topic: string, since: Cursor | null) => void
}

/** One topic on the shared connection, and the tabs that hear it. */
export interface TopicRoom {
  readonly tabs: Set<string>
  /** Who is listed there. */
  readonly present: Set<string>
  /** The server gave the topic by itself: all tabs hear it. */
  isGiven: boolean
  /** A tab wants to hear the topic from its cursor on. Asked a second time, it got no answer to the first. */
  want(tab: string, since: Cursor | null): void
  leave(tab: string): void
  subscribed(frame: SubscribedFrame): void
  /** The connection has carried an event with this seq. */
  passed(seq: number): void
  /** The topic begins anew where the server says. */
  reset(place: Cursor): void
  /** The server says that it has written up to this. What has not passed by then was not understood. */
  written(epoch: string, head: number): void
  /** Answers a tab that has not asked: where the connection stands. */
  introduce(tab: string): void
}

/**
 * Answers from where the connection stands wherever that closes the tab's gap; else the server replays, for all of them, from
 * the oldest cursor. Each tab drops what it has.
 */
export function createTopicRoom(topic: string, { answer, ask }: RoomAnswers): TopicRoom {
  /** What comes next on this connection follows `seq`; `top` has passed before. */
  let place: (Cursor & { readonly top: number }) | null = null
  /** The question that is under way. */
  let asked: { readonly since: Cursor | null } | null = null
  const waiting = new Map<string, Cursor | null>()
  const tabs = new Set<string>()

  function tell(tab: string, { epoch, seq }: Cursor, recovered: boolean | null) {
    waiting.delete(tab)
    answer(tab, { type: 'subscribed', topic, epoch, seq, recovered, replayed: 0 })
  }

  /** Answers who can be answered from here; asks the server for the others. */
  function serve() {
    if (asked) return
    let oldest: Cursor | null = null
    for (const [tab, since] of waiting) {
      if (place && since?.epoch !== place.epoch) tell(tab, place, since && false)
      else if (place && since && since.seq >= place.seq && since.seq <= place.top) {
        tell(tab, { epoch: place.epoch, seq: place.top }, true)
      } else if (since && (!oldest || (since.epoch === oldest.epoch && since.seq < oldest.seq)))
        oldest = since
    }
    if (waiting.size === 0) return
    // A replay from beyond what comes next would leave the others a hole.
    if (place && oldest && oldest.seq > place.seq) oldest = { epoch: place.epoch, seq: place.seq }
    asked = { since: oldest }
    ask(topic, oldest)
  }

  function stand({ epoch, seq, replayed }: SubscribedFrame) {
    place = { epoch, seq: seq - replayed, top: seq }
  }

  return {
    tabs,
    present: new Set(),
    isGiven: false,
    want(tab, since) {
      tabs.add(tab)
      if (waiting.has(tab)) asked = null
      waiting.set(tab, since)
      serve()
    },
    leave(tab) {
      tabs.delete(tab)
      waiting.delete(tab)
    },
    subscribed(frame) {
      const { epoch, recovered, seq } = frame
      stand(frame)
      const question = asked
      // The server has subscribed by itself, while it was being asked for more.
      const isAnswer = question !== null && !(question.since && recovered === null)
      if (isAnswer) asked = null
      for (const tab of tabs) {
        const since = waiting.get(tab)
        if (since === undefined) {
          if (recovered !== true) tell(tab, { epoch, seq }, null)
        } else if (isAnswer && since?.epoch === epoch && since.seq > seq) {
          // Ahead of the topic: of a history that is not this one.
          tell(tab, { epoch, seq }, false)
        } else if (isAnswer && recovered === false && isSame(since, question.since)) {
          tell(tab, { epoch, seq }, false)
        }
      }
      serve()
    },
    passed(seq) {
      if (place) place = { ...place, seq, top: Math.max(place.top, seq) }
    },
    reset({ epoch, seq }) {
      place = { epoch, seq, top: seq }
      waiting.clear()
    },
    written(epoch, head) {
      if (!place || (place.epoch === epoch && head <= place.seq)) return
      place = place.epoch === epoch ? { epoch, seq: head, top: Math.max(place.top, head) } : null
    },
    introduce(tab) {
      if (place && !waiting.has(tab)) tell(tab, place, null)
    },
  }
}

const isSame = (a: Cursor | null, b: Cursor | null): boolean => a?.epoch === b?.epoch && a?.seq === b?.seq

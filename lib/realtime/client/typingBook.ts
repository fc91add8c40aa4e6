import type { ClientFrame } from '../protocol/clientFrame.ts'
import type { ServerTypingFrame } from '../protocol/frames/typing.ts'
import type { ClientClock } from './clientClock.ts'
import type { Typist, Watchable } from './liveClient.ts'
import { createListeners, type Listeners } from './listeners.ts'

/** "I am typing" is said at most this often, in ms. */
const SAY_EVERY_MS = 2_000
/** Without another word a typist is forgotten after this long, in ms. */
const EXPIRES_MS = 6_000

/** Who types where, and saying it oneself. */
export interface TypingBook {
  of(topic: string): Watchable<readonly Typist[]>
  receive(frame: ServerTypingFrame): void
  say(topic: string, isTyping: boolean, field?: string): void
  /** The connection is gone, and with it what was said on it. */
  end(): void
}

const NOBODY: readonly Typist[] = []

interface Page {
  typists: readonly Typist[]
  readonly expiries: Map<string, () => void>
  readonly listeners: Listeners<[]>
  readonly unsubscribe: () => void
}

/** Watching subscribes. `send` is false when the connection is not open: then nothing counts as said. */
export function createTypingBook(o: {
  clock: ClientClock
  send(frame: ClientFrame): boolean
  subscribe(topic: string): () => void
}): TypingBook {
  const pages = new Map<string, Page>()
  /** When typing was last said, by topic and field. */
  const said = new Map<string, number>()

  function set(page: Page, key: string, typist: Typist | null) {
    page.expiries.get(key)?.()
    page.expiries.delete(key)
    const others = page.typists.filter((each) => keyOf(each.userId, each.field) !== key)
    if (typist)
      page.expiries.set(
        key,
        o.clock.setTimer(EXPIRES_MS, () => set(page, key, null)),
      )
    const isRepeated = typist !== null && page.typists.length > others.length
    if (isRepeated || (!typist && others.length === page.typists.length)) return
    page.typists = typist ? [...others, typist] : others
    page.listeners.tell()
  }

  return {
    of: (topic) => ({
      get: () => pages.get(topic)?.typists ?? NOBODY,
      watch(listener) {
        let page = pages.get(topic)
        if (!page) {
          page = {
            typists: NOBODY,
            expiries: new Map(),
            listeners: createListeners(),
            unsubscribe: o.subscribe(topic),
          }
          pages.set(topic, page)
        }
        const undo = page.listeners.add(listener)
        return () => {
          undo()
          if (page.listeners.size > 0 || pages.get(topic) !== page) return
          pages.delete(topic)
          for (const stop of page.expiries.values()) stop()
          page.unsubscribe()
        }
      },
    }),
    receive({ topic, user_id: userId, username: name, is_typing: isTyping, field = null }) {
      const page = pages.get(topic)
      if (page) set(page, keyOf(userId, field), isTyping ? { userId, name, field } : null)
    },
    say(topic, isTyping, field) {
      const key = keyOf(topic, field ?? null)
      const last = said.get(key)
      const now = o.clock.now()
      if (isTyping ? last !== undefined && now - last < SAY_EVERY_MS : last === undefined) return
      const frame = {
        type: 'typing' as const,
        topic,
        is_typing: isTyping,
        ...(field === undefined ? {} : { field }),
      }
      if (isTyping && o.send(frame)) said.set(key, now)
      else if (!isTyping) {
        said.delete(key)
        o.send(frame)
      }
    },
    end: () => said.clear(),
  }
}

const keyOf = (first: string, field: string | null): string => (field === null ? first : `${first}\n${field}`)

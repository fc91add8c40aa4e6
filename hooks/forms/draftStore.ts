import * as z from 'zod/mini'

/** Drafts are forgotten after this long, in ms. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000
const PREFIX = 'wardline.draft.'
/** When drafts were wiped last: other tabs' own ones from before that no longer count. */
const WIPED = 'wardline.drafts_wiped'

/** What somebody typed and has not sent. */
export interface Draft<V> {
  readonly values: V
  /** What it is a change of; null: of nothing, it is to be a new thing. */
  readonly base: { readonly version: number; readonly values: V } | null
  /** Ms since 1970. */
  readonly savedAt: number
}

/** The part of a browser's storage that drafts need. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Keeps drafts by user and item: each tab its own, and the last one of all for tabs to come. */
export interface DraftStore {
  /** Null: none, or too old, or not of that shape (any more). */
  read<V>(userId: string, item: string, schema: z.ZodMiniType<V>): Draft<V> | null
  write<V>(userId: string, item: string, draft: Omit<Draft<V>, 'savedAt'>): void
  remove(userId: string, item: string): void
  /** Forgets everything, in other tabs too. */
  wipe(): void
}

/** A browser that has no room or no storage keeps no drafts; nothing fails. `local` outlives the tab, `tab` a reload. */
export function createDraftStore(o: {
  readonly local: DraftStorage
  readonly tab: DraftStorage
  readonly now: () => number
}): DraftStore {
  const stores = [o.tab, o.local]
  for (const store of stores) attempt(() => forgetOld(store, o.now()))
  return {
    read(userId, item, schema) {
      const Stored = z.object({
        values: schema,
        base: z.nullable(z.object({ version: z.int(), values: schema })),
        savedAt: z.number(),
      })
      const oldest = Math.max(o.now() - KEPT_MS, wipedAt(o.local))
      for (const store of stores) {
        const text = attempt(() => store.getItem(keyOf(userId, item)))
        const draft = Stored.safeParse(parse(text))
        if (draft.success && draft.data.savedAt > oldest) return draft.data
      }
      return null
    },
    write(userId, item, draft) {
      const text = JSON.stringify({ ...draft, savedAt: o.now() })
      for (const store of stores) attempt(() => store.setItem(keyOf(userId, item), text))
    },
    remove(userId, item) {
      for (const store of stores) attempt(() => store.removeItem(keyOf(userId, item)))
    },
    wipe() {
      for (const store of stores) attempt(() => forget(store, () => true))
      attempt(() => o.local.setItem(WIPED, String(o.now())))
    },
  }
}

const keyOf = (userId: string, item: string): string => `${PREFIX}${userId}.${item}`

const Age = z.object({ savedAt: z.number() })

function forgetOld(store: DraftStorage, now: number): void {
  forget(store, (text) => {
    const age = Age.safeParse(parse(text))
    return !age.success || age.data.savedAt <= now - KEPT_MS
  })
}

function forget(store: DraftStorage, isOver: (text: string | null) => boolean): void {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index))
  for (const key of keys) {
    if (key?.startsWith(PREFIX) && isOver(store.getItem(key))) store.removeItem(key)
  }
}

function wipedAt(local: DraftStorage): number {
  const at = Number(attempt(() => local.getItem(WIPED)) ?? 0)
  return Number.isFinite(at) ? at : 0
}

/** Storage may be full, or forbidden. */
function attempt<T>(act: () => T): T | null {
  try {
    return act()
  } catch {
    return null
  }
}

function parse(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

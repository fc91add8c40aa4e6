import type { LiveEvent } from '@/lib/realtime/client/liveEvent.ts'

/** Most versions whose author is remembered; the oldest are forgotten first. */
const REMEMBERED = 2_000

/** Remembers who made which version of a row: the row itself, fetched after its event, does not say. */
export interface ChangeAuthors {
  readonly note: (event: LiveEvent) => void
  /** The user's id; null where no event has told. */
  of(id: string, version: number): string | null
}

/** Knows nobody yet. */
export function createChangeAuthors(): ChangeAuthors {
  const authors = new Map<string, string>()
  const keyOf = (id: string, version: number) => `${id} ${version}`
  return {
    note({ id, by, data }) {
      const version = data['version']
      if (id === null || by === null || typeof version !== 'number') return
      authors.set(keyOf(id, version), by)
      for (const oldest of authors.keys()) {
        if (authors.size <= REMEMBERED) break
        authors.delete(oldest)
      }
    },
    of: (id, version) => authors.get(keyOf(id, version)) ?? null,
  }
}

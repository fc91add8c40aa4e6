/** Things that arrive one by one, and a way to wait for the one that is meant. */
export interface LineBox<T> {
  /** All that came, oldest first. */
  readonly all: readonly T[]
  put(thing: T): void
  /** The first that fits, from now or from before; rejects after `withinMs` (10 s) with what came instead. */
  find<S extends T>(fits: (thing: T) => thing is S, withinMs?: number): Promise<S>
  find(fits: (thing: T) => boolean, withinMs?: number): Promise<T>
}

export function createLineBox<T>(): LineBox<T> {
  const all: T[] = []
  const waiting = new Set<() => void>()
  return {
    all,
    put(thing) {
      all.push(thing)
      for (const look of waiting) look()
    },
    find: (fits: (thing: T) => boolean, withinMs = 10_000) =>
      new Promise<T>((resolve, reject) => {
        const limit = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`nothing that fits within ${withinMs} ms; came: ${JSON.stringify(all)}`))
        }, withinMs)
        const look = (): void => {
          const found = all.find(fits)
          if (found === undefined) return
          waiting.delete(look)
          clearTimeout(limit)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
  } as LineBox<T>
}

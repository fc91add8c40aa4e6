/** Who wants to hear of something. */
export interface Listeners<Args extends readonly unknown[]> {
  /** Returns the undo. */
  add(listener: (...args: Args) => void): () => void
  /** Calls everyone; one who throws keeps nobody else from hearing. */
  tell(...args: Args): void
  readonly size: number
}

/** A set of callbacks. Errors of theirs are reported as uncaught, outside of the caller. */
export function createListeners<Args extends readonly unknown[]>(): Listeners<Args> {
  const listeners = new Set<{ readonly call: (...args: Args) => void }>()
  return {
    add(call) {
      const entry = { call }
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
    tell(...args) {
      for (const { call } of listeners) {
        try {
          call(...args)
        } catch (error) {
          queueMicrotask(() => {
            throw error
          })
        }
      }
    },
    get size() {
      return listeners.size
    },
  }
}

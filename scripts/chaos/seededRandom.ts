/** Randomness that a failed run can be repeated with (mulberry32). */
export interface Random {
  /** From 0 up to, and without, 1. */
  next(): number
  /** A whole number, both ends included. */
  between(low: number, high: number): number
  /** One of the list; undefined when it is empty. */
  pick<T>(list: readonly T[]): T | undefined
  /** Independent of how often this one is asked from now on. */
  fork(): Random
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
    fork: () => createRandom(Math.floor(next() * 2 ** 32)),
  }
}

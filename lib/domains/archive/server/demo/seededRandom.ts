/** Random numbers that are the same for the same seed. */
export interface SeededRandom {
  /** From 0 up to, not including, 1. */
  next(): number
  /** From 0 up to, not including, `below`. */
  int(below: number): number
  pick<T>(items: readonly T[]): T
  /** True as often as `share` says, from 0 to 1. */
  chance(share: number): boolean
}

/** Mulberry32. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (below: number): number => Math.floor(next() * below)
  return {
    next,
    int,
    pick(items) {
      const item = items[int(items.length)]
      if (item === undefined) throw new Error('there is nothing to pick from')
      return item
    },
    chance: (share) => next() < share,
  }
}

/** A row to be drawn, and the element that draws it. */
export interface SlottedRow {
  /** Names the element. */
  readonly slot: number
  readonly index: number
}

/** Which element draws which row of a long table. */
export interface RowSlots {
  /**
   * An element for each row. A row that stays keeps its element, whatever its place; one that comes gets one of a row that went,
   * so that scrolling makes and removes next to nothing. Asked again for the same rows, it answers the same.
   */
  assign(indexes: readonly number[], keyAt: (index: number) => string): readonly SlottedRow[]
}

/** The slots of one table. They count from 0, as few as there were rows at once. */
export function createRowSlots(): RowSlots {
  let slots: ReadonlyMap<string, number> = new Map()
  return {
    assign(indexes, keyAt) {
      const keys = new Map(indexes.map((index) => [keyAt(index), index]))
      const kept = new Set([...keys.keys()].flatMap((key) => slots.get(key) ?? []))
      const all = Array.from({ length: indexes.length + kept.size }, (_, slot) => slot)
      const free = all.filter((slot) => !kept.has(slot)).values()
      const next = new Map<string, number>()
      const rows = indexes.map((index) => {
        const key = keyAt(index)
        // A row that stands in two places has an element for each.
        const slot = (keys.get(key) === index ? slots.get(key) : undefined) ?? free.next().value ?? 0
        if (keys.get(key) === index) next.set(key, slot)
        return { index, slot }
      })
      slots = next
      return rows
    },
  }
}

/** What has to be undone, undone backwards. (Node 20 has no AsyncDisposableStack.) */
export interface Endings {
  add(undo: () => Promise<unknown>): void
  /** Runs all of them even when some fail, then throws the first failure. */
  run(): Promise<void>
}

export function createEndings(): Endings {
  const undos: (() => Promise<unknown>)[] = []
  return {
    add: (undo) => void undos.push(undo),
    async run() {
      const failures: unknown[] = []
      for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
        await undo().catch((error: unknown) => failures.push(error))
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}

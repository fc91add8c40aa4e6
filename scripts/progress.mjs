/**
 * The lines that a start prints: each with the seconds since it began, and how long a step took where one notices.
 * @param {{ write?: (line: string) => void, now?: () => number }} [options]
 */
export function createProgress({
  write = (line) => process.stdout.write(line),
  now = () => performance.now(),
} = {}) {
  const startedAt = now()
  let lines = 0
  const say = (/** @type {string} */ line) => {
    lines += 1
    write(`${((now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}\n`)
  }
  return {
    say,
    /**
     * Runs a step that says what it does, if it does anything, and says how long it took.
     * @template T
     * @param {() => Promise<T>} step
     * @returns {Promise<T>}
     */
    timed: async (step) => {
      const before = { lines, at: now() }
      const result = await step()
      if (lines > before.lines) say(`  done in ${((now() - before.at) / 1000).toFixed(1)} s`)
      return result
    },
  }
}

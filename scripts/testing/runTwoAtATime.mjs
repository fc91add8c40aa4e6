/**
 * Works through the list with two hands, in order: enough for the two cores of a small machine, and not so much that
 * a test which waits for a second waits in vain.
 * @template T, R
 * @param {readonly T[]} list
 * @param {(item: T) => Promise<R>} work
 * @returns {Promise<R[]>}
 */
export async function runTwoAtATime(list, work) {
  const results = []
  const queue = [...list.entries()]
  const hand = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, item] = next
      results[index] = await work(item)
    }
  }
  await Promise.all([hand(), hand()])
  return results
}

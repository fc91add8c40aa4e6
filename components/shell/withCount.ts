const COUNT = /^\(\d+\+?\) /

/** More than this many are not counted in a title. */
const MOST = 99

/** A title with how much waits before it: "(3) Home · Wardline". Zero takes it away. */
export function withCount(title: string, count: number): string {
  const bare = title.replace(COUNT, '')
  return count === 0 ? bare : `(${count > MOST ? `${MOST}+` : count}) ${bare}`
}

/** An id for an error that only this browser knows of: `client-` and when it was, with two letters against chance. */
export function clientErrorId(now: number, random: number): string {
  const tail = Math.floor(random * 36 ** 2)
  return `client-${now.toString(36)}-${tail.toString(36).padStart(2, '0')}`
}

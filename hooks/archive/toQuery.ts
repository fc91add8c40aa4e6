/** A path with its parameters; what is undefined or null is left out. */
export function toQuery(path: string, params: object): string {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== null)
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  return query.size === 0 ? path : `${path}?${query}`
}

/** Somebody who can be mentioned. */
interface Named {
  readonly id: string
  readonly name: string
}

/**
 * Ids of those whom a text mentions by `@` and their name. Of several with one name those who were chosen from the list; all of
 * them where none was.
 */
export function mentionsIn(text: string, people: readonly Named[], chosen: ReadonlySet<string>): string[] {
  const named = people.filter(({ name }) => standsIn(text, name, people))
  return named
    .filter(({ id, name }) => {
      const same = named.filter((other) => other.name === name)
      return chosen.has(id) || !same.some((other) => chosen.has(other.id))
    })
    .map(({ id }) => id)
}

/** Not as the beginning of somebody else's longer name only. */
function standsIn(text: string, name: string, people: readonly Named[]): boolean {
  const longer = people.filter((other) => other.name.length > name.length && other.name.startsWith(name))
  const rest = longer.reduce((left, other) => left.replaceAll(`@${other.name}`, ''), text)
  return rest.includes(`@${name}`)
}

/**
 * Where in an input a text stands that no database can keep as it is: with a zero byte, or with half of a surrogate
 * pair. Null: nowhere. Walks without recursion, since whoever sends the input decides how deep it is.
 */
export function unkeepableText(input: unknown): readonly string[] | null {
  const open: { readonly value: unknown; readonly path: readonly string[] }[] = [{ value: input, path: [] }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next
    if (typeof value === 'string' && UNKEEPABLE.test(value)) return path
    if (typeof value !== 'object' || value === null) continue
    // A schema takes no depth like this; it says so itself.
    if (path.length >= DEEPEST) continue
    for (const [name, inner] of Object.entries(value)) {
      if (UNKEEPABLE.test(name)) return path
      open.push({ value: inner, path: [...path, name] })
    }
  }
  return null
}

const DEEPEST = 20
// oxlint-disable-next-line no-control-regex
const UNKEEPABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

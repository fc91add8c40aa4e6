const NUMBER = /^CR-\d{4}-\d{3,9}$/

/** Reads the number of a crate from what was typed or scanned: the number itself, or a link that ends with it. Null: neither. */
export function numberOf(text: string): string | null {
  const last = text.trim().split(/[/\s]/).at(-1) ?? ''
  const number = last.toUpperCase()
  return NUMBER.test(number) ? number : null
}

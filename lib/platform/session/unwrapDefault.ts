/** The default export of a CommonJS package: Node's own loader hands it over wrapped, bundlers and Vitest do not. */
export function unwrapDefault<T extends object>(imported: T): T {
  return 'default' in imported ? (imported.default as T) : imported
}

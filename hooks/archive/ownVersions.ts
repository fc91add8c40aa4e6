/** Versions that this tab has written itself, by row id: they need no tint. */
const versions = new Map<string, number>()

/** Notes a row as this tab's write left it. */
export function noteOwn<Row extends { readonly id: string; readonly version: number }>(row: Row): Row {
  versions.set(row.id, row.version)
  return row
}

/** Whether it was this tab that made this version of the row. */
export const isOwnVersion = (id: string, version: number): boolean => versions.get(id) === version

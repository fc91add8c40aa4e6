/** The migrated database that every test database is a copy of. */
export const TEMPLATE_DATABASE = 'wardline_test_template'

/** The same server, another database. */
export function urlOfDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.toString()
}

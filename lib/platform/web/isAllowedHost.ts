/**
 * Whether a Host header names one of the allowed hosts. An empty list allows any; a leading dot allows the name and
 * its subdomains; ports do not count. A missing or malformed header is never allowed.
 */
export function isAllowedHost(header: string | undefined, allowed: readonly string[]): boolean {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(header ?? '')
  const host = match?.[1]?.toLowerCase()
  if (host === undefined) return false
  if (allowed.length === 0) return true
  return allowed.some((entry) => {
    const name = entry.toLowerCase()
    return name.startsWith('.') ? host === name.slice(1) || host.endsWith(name) : host === name
  })
}

export interface OriginPolicyOptions {
  /** As `https://host[:port]`; empty: the request's own Host. */
  readonly allowedOrigins: readonly string[]
  /** Without port; empty: any. A leading dot allows the name and its subdomains. */
  readonly allowedHosts: readonly string[]
}

/** Which pages and names may open sockets. */
export interface OriginPolicy {
  isAllowedHost(host: string | undefined): boolean
  isAllowedOrigin(origin: string, host: string | undefined): boolean
}

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i

/** Compares whole origins, never by prefix; `null` and anything that is not an origin are refused. */
export function createOriginPolicy(options: OriginPolicyOptions): OriginPolicy {
  const hosts = options.allowedHosts.map((host) => host.toLowerCase())
  const origins = new Set(options.allowedOrigins.map((origin) => parseOrigin(origin)?.origin ?? origin))
  return {
    isAllowedHost(header) {
      const host = HOST.exec(header ?? '')?.[1]?.toLowerCase()
      if (host === undefined) return false
      if (hosts.length === 0) return true
      return hosts.some((entry) =>
        entry.startsWith('.') ? host === entry.slice(1) || host.endsWith(entry) : host === entry,
      )
    },
    isAllowedOrigin(origin, host) {
      const parsed = parseOrigin(origin)
      if (parsed === null) return false
      if (origins.size > 0) return origins.has(parsed.origin)
      // The scheme of the page decides which port a Host without one means.
      return parseOrigin(`${parsed.protocol}//${host ?? ''}`)?.origin === parsed.origin
    },
  }
}

function parseOrigin(text: string): URL | null {
  if (!/^https?:\/\/[^/?#@\\\s,]+$/i.test(text)) return null
  try {
    return new URL(text)
  } catch {
    return null
  }
}

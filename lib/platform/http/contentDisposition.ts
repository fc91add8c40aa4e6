const PLAIN = /[A-Za-z0-9!#$&+.^_`|~-]/

/** The header under which a browser saves or shows a file of any name (RFC 6266); no name breaks out of it. */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const fallback = name.replaceAll(/[^A-Za-z0-9 ._-]/g, '_')
  const exact = Array.from(new TextEncoder().encode(name), (byte) => {
    const char = String.fromCharCode(byte)
    return PLAIN.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  })
  return `${kind}; filename="${fallback}"; filename*=UTF-8''${exact.join('')}`
}

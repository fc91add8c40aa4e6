import { LIBRARY_STYLE_HASHES } from './libraryStyles.ts'

export interface PagePolicyOptions {
  /** Of this request alone; scripts that the page brings carry it. */
  readonly nonce: string
  /** The Host header, already found to be one. */
  readonly host: string | undefined
  readonly isSecure: boolean
  /** Hot reload evaluates code and writes styles into the page. */
  readonly dev: boolean
}

/**
 * What a page may load and run: this server's own files, and inline scripts that carry the nonce. Nothing from
 * elsewhere, no inline handlers, no plugins, no frames, no workers of others, no form to another site.
 *
 * Style attributes stay allowed: widths of columns, heights of rows and the place of a menu are numbers that React
 * writes into the page's first HTML. Style elements are not: the few that libraries insert are named by their hash.
 */
export function pageContentPolicy({ nonce, host, isSecure, dev }: PagePolicyOptions): string {
  const socket = host === undefined ? '' : ` ${isSecure ? 'wss' : 'ws'}://${host}`
  return join({
    'default-src': "'none'",
    'script-src': `'self' 'nonce-${nonce}'${dev ? " 'unsafe-eval'" : ''}`,
    'script-src-attr': "'none'",
    'style-src': "'self'",
    'style-src-elem': dev ? "'self' 'unsafe-inline'" : `'self' ${LIBRARY_STYLE_HASHES.join(' ')}`,
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self'",
    'font-src': dev ? "'self' data:" : "'self'",
    'connect-src': `'self'${socket}`,
    'manifest-src': "'self'",
    // The one that shows pushes.
    'worker-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  })
}

/**
 * What everything that is no page may do when somebody opens it as one: nothing. An uploaded file runs and loads
 * nothing, whatever is hidden in it.
 */
export const DATA_CONTENT_POLICY = join({
  'default-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  sandbox: '',
})

function join(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`.trim())
    .join('; ')
}

/** The path and query of the page that was asked for, as `proxy.ts` hands it to layouts. */
export const PAGE_PATH_HEADER = 'x-wardline-page'

/**
 * A path of this site to go to after signing in, or `/` for anything that leads elsewhere, back to sign-in, or nowhere.
 * The query and fragment stay.
 */
export function returnPath(wanted: string | null | undefined): string {
  if (!wanted?.startsWith('/')) return '/'
  try {
    const url = new URL(wanted, HERE)
    const isPage =
      url.origin === HERE &&
      !url.pathname.startsWith('//') &&
      !/^\/(sign-in|api|ws|_next)(\/|$)/.test(url.pathname)
    return isPage ? url.pathname + url.search + url.hash : '/'
  } catch {
    return '/'
  }
}

const HERE = 'http://here.invalid'

import { NextResponse } from 'next/server'
import type { NextRequest } from 'next/server'
import { PAGE_PATH_HEADER } from './lib/platform/web/pagePath.ts'

/**
 * Tells layouts which page was asked for, so that sign-in can lead back to it. It decides nothing: who may see what is
 * checked where things are read.
 */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers)
  headers.set(PAGE_PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search)
  return NextResponse.next({ request: { headers } })
}

export const config = { matcher: ['/((?!api/|_next/|ws/|icon.svg|manifest.webmanifest).*)'] }

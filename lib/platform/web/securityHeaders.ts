import { DATA_CONTENT_POLICY, pageContentPolicy } from './contentPolicy.ts'

export interface AnswerPlace {
  readonly pathname: string
  /** The Host header, already found to be one. */
  readonly host: string | undefined
  /** Whether the person came over https, as the server knows it. */
  readonly isSecure: boolean
  readonly nonce: string
  readonly dev: boolean
}

const YEAR_SECONDS = 31_536_000

/** The camera reads labels. Nothing else of a device is used, nor may a page that slipped in use it. */
const PERMISSIONS = [
  'camera=(self)',
  ...[
    'accelerometer',
    'bluetooth',
    'browsing-topics',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'gamepad',
    'geolocation',
    'gyroscope',
    'hid',
    'idle-detection',
    'local-fonts',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'picture-in-picture',
    'publickey-credentials-create',
    'publickey-credentials-get',
    'screen-wake-lock',
    'serial',
    'storage-access',
    'usb',
    'window-management',
    'xr-spatial-tracking',
  ].map((feature) => `${feature}=()`),
].join(', ')

/** Said on every answer, wherever it comes from. */
const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': PERMISSIONS,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/**
 * The headers that an answer leaves with. They are set before anything answers, so pages, routes, errors and health
 * checks have them alike, and what is set here wins over what a route says. Everything but the build's own files is
 * kept by nobody.
 */
export function securityHeaders({ pathname, ...place }: AnswerPlace): Readonly<Record<string, string>> {
  return {
    ...ALWAYS,
    'Content-Security-Policy': isPage(pathname) ? pageContentPolicy(place) : DATA_CONTENT_POLICY,
    ...(isBuildFile(pathname) ? {} : { 'Cache-Control': 'no-store' }),
    ...(place.isSecure ? { 'Strict-Transport-Security': `max-age=${YEAR_SECONDS}; includeSubDomains` } : {}),
  }
}

/** Whether the path leads to a page, or to nothing, which is told by a page. */
export function isPage(pathname: string): boolean {
  return !isBuildFile(pathname) && !/^\/(api|ws|_next|healthz|readyz|metrics)(\/|$)/.test(pathname)
}

/** The build's own files, the same for everybody: Next says how long they may be kept. */
function isBuildFile(pathname: string): boolean {
  return pathname.startsWith('/_next/static/') || BUILD_FILES.has(pathname)
}

const BUILD_FILES = new Set(['/icon.svg', '/manifest.webmanifest'])

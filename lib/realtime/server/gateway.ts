import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { addressGroup, createAddressReader } from './clientAddress.ts'
import type { DoorMatch } from './doorTable.ts'
import type { EngineLogger } from './engineLogger.ts'
import { readOffer } from './offeredCredential.ts'
import type { Offer } from './offeredCredential.ts'
import { createOriginPolicy } from './originPolicy.ts'
import { OwnedSocket } from './ownedSocket.ts'
import type { RealtimeMetrics } from './realtimeMetrics.ts'
import type { RealtimeSettings } from './realtimeSettings.ts'
import { refuseUpgrade } from './refuseUpgrade.ts'

/** What one socket may make us hold: whole frames, fragments, chunks, and how long a closing handshake may take. */
const LIMITS = { maxPayload: 64 * 1024, maxFragments: 64, maxBufferedChunks: 1024, closeTimeout: 5_000 }

/** An upgrade that was answered with 101. */
export interface AcceptedSocket {
  readonly webSocket: OwnedSocket
  readonly socket: Duplex
  readonly match: DoorMatch
  readonly offer: Offer
  readonly address: string
  /** From `?client_id=`, at most 64 characters. */
  readonly clientId: string | null
}

export interface GatewayOptions {
  readonly settings: RealtimeSettings
  readonly findDoor: (pathname: string) => DoorMatch | null
  /** No room for one more, or the process is ending. */
  readonly isFull: () => boolean
  /** Called in the tick of the upgrade: listeners must be attached before it returns. */
  readonly accept: (accepted: AcceptedSocket) => void
  readonly logger: EngineLogger
  readonly metrics: RealtimeMetrics
}

interface Refusal {
  readonly status: number
  readonly headers?: Record<string, string>
}

/** An upgrade that may go on, and what was read of it. */
interface Admitted {
  readonly match: DoorMatch
  readonly offer: Offer
  readonly address: string
}

const RETRY_LATER: Refusal = { status: 503, headers: { 'Retry-After': '5' } }

/** The `upgrade` event's listener: every socket is answered at once, with 101 or with an HTTP error. Nothing throws. */
export function createGateway(options: GatewayOptions) {
  const { findDoor, settings } = options
  const policy = createOriginPolicy(settings)
  const readAddress = createAddressReader(settings.trustedProxies)
  const selected = new WeakMap<IncomingMessage, string>()
  const anonymous = new Map<string, number>()
  const server = new WebSocketServer({
    noServer: true,
    WebSocket: OwnedSocket,
    clientTracking: false,
    perMessageDeflate: false,
    // The connection answers them: nobody else may write to the socket.
    autoPong: false,
    ...LIMITS,
    // Called for a request that offers subprotocols; `false` selects none.
    handleProtocols: (_offered, request) => selected.get(request) ?? false,
  })

  const judge = (request: IncomingMessage, url: URL | null): Admitted | Refusal => {
    const match = url === null ? null : findDoor(url.pathname)
    if (match === null || url === null) return { status: url === null ? 400 : 404 }
    const { host, origin } = request.headers
    const version = request.headers['sec-websocket-version']
    if (
      request.headers.upgrade?.toLowerCase() !== 'websocket' ||
      request.method !== 'GET' ||
      hasBody(request)
    )
      return { status: 400 }
    if (version !== '13') return { status: 426, headers: { 'Sec-WebSocket-Version': '13' } }
    if (!policy.isAllowedHost(host)) return { status: 400 }
    if (options.isFull()) return RETRY_LATER
    const admitted = {
      match,
      offer: readOffer(request, url, settings.queryToken),
      address: readAddress(request),
    }
    if (match.door !== 'main' && match.door.access === 'anonymous') {
      const there = anonymous.get(addressGroup(admitted.address)) ?? 0
      return there < match.door.connectionsPerAddress ? admitted : RETRY_LATER
    }
    const { credential } = admitted.offer
    // A page always says its Origin, and a cookie only comes from a page; a script with a token may say none.
    const mayOpen = origin === undefined ? credential.kind !== 'cookie' : policy.isAllowedOrigin(origin, host)
    return mayOpen ? admitted : { status: 403 }
  }

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const url = parseUrl(request.url)
    const verdict = judge(request, url)
    if ('status' in verdict || url === null) {
      const { headers, status } = 'status' in verdict ? verdict : { status: 400 }
      options.metrics.upgradeRefused(status)
      options.logger.info({ path: url?.pathname, status }, 'an upgrade was refused')
      return refuseUpgrade(socket, status, headers)
    }
    const { address, match, offer } = verdict
    if (offer.subprotocol !== null) selected.set(request, offer.subprotocol)
    server.handleUpgrade(request, socket, head, (webSocket) => {
      if (match.door !== 'main' && match.door.access === 'anonymous') {
        count(anonymous, addressGroup(address), socket)
      }
      const clientId = url.searchParams.get('client_id')?.slice(0, 64) ?? null
      options.accept({ webSocket, socket, match, offer, address, clientId })
    })
  }

  return {
    handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      socket.on('error', () => socket.destroy())
      try {
        upgrade(request, socket, head)
      } catch (error) {
        options.logger.warn({ err: error }, 'an upgrade could not be read')
        refuseUpgrade(socket, 400)
      }
    },
    close: () => server.close(),
  }
}

/** What comes after an upgrade's head are frames: a body there is read as another request by whoever counts otherwise. */
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

function count(places: Map<string, number>, place: string, socket: Duplex): void {
  places.set(place, (places.get(place) ?? 0) + 1)
  socket.once('close', () => {
    const left = (places.get(place) ?? 1) - 1
    if (left === 0) places.delete(place)
    else places.set(place, left)
  })
}

function parseUrl(target: string | undefined): URL | null {
  if (target === undefined || !target.startsWith('/')) return null
  try {
    return new URL(`http://host${target}`)
  } catch {
    return null
  }
}

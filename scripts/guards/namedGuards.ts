/** A guard that no table of people and routes reaches, and the tests that must fail without it. */
export interface NamedGuard {
  readonly name: string
  readonly file: string
  /** As it stands in the file, once. */
  readonly guard: string
  /** What is there in its place. */
  readonly absence: string
  readonly tests: { readonly project: 'unit' | 'pg'; readonly file: string }
}

const unit = (file: string): NamedGuard['tests'] => ({ project: 'unit', file })
const pg = (file: string): NamedGuard['tests'] => ({ project: 'pg', file })

const SERVER = 'lib/realtime/server'
const SESSION = 'lib/platform/session'
const MESSAGES = 'lib/domains/messages/server'

export const NAMED_GUARDS: readonly NamedGuard[] = [
  {
    name: 'an upgrade names a host of ours',
    file: `${SERVER}/gateway.ts`,
    guard: 'if (!policy.isAllowedHost(host)) return',
    absence: 'if (false) return',
    tests: unit(`${SERVER}/gateway.test.ts`),
  },
  {
    name: 'a socket opens for pages of ours alone',
    file: `${SERVER}/gateway.ts`,
    guard: 'policy.isAllowedOrigin(origin, host)',
    absence: 'true',
    tests: unit(`${SERVER}/gateway.test.ts`),
  },
  {
    name: 'a cookie without an Origin opens no socket',
    file: `${SERVER}/gateway.ts`,
    guard: `credential.kind !== 'cookie'`,
    absence: 'true',
    tests: unit(`${SERVER}/gateway.test.ts`),
  },
  {
    name: 'origins are compared whole',
    file: `${SERVER}/originPolicy.ts`,
    guard: 'if (origins.size > 0) return origins.has(parsed.origin)',
    absence: 'if (origins.size > 0) return [...origins].some((one) => origin.startsWith(one))',
    tests: unit(`${SERVER}/gateway.test.ts`),
  },
  {
    name: 'a cookie opens a socket with its proof alone',
    file: `${SESSION}/createAuthenticator.ts`,
    guard: 'proof === null || !isConnectProof(secrets.proof, sessionId, proof)',
    absence: 'false',
    tests: pg('lib/domains/identity/server/account.pg.test.ts'),
  },
  {
    name: 'a session that has ended opens no socket',
    file: `${SESSION}/createAuthenticator.ts`,
    guard: `if (session.state !== 'open') return { ok: false, reason: session.state }`,
    absence: `if (session.state !== 'open') return { ok: true } as never`,
    tests: pg('lib/domains/identity/server/account.pg.test.ts'),
  },
  {
    name: 'an access token is for its own person',
    file: `${SESSION}/authenticateRequest.ts`,
    guard: 'actor?.userId === verdict.userId',
    absence: 'actor !== null',
    tests: pg('app/api/identityRoutes.pg.test.ts'),
  },
  {
    name: 'an access token is one of ours',
    file: `${SESSION}/accessTokens.ts`,
    guard: 'typ: TYPE,\n          issuer',
    absence: 'issuer',
    tests: unit(`${SESSION}/accessTokens.test.ts`),
  },
  {
    name: 'a refresh token that was used ends its family',
    file: 'lib/domains/identity/server/createTokenService.ts',
    guard: `if (result === 'reused') await endFamily`,
    absence: `if (false) await endFamily`,
    tests: pg('lib/domains/identity/server/tokens.pg.test.ts'),
  },
  {
    name: 'routes take no keys that they do not know',
    file: 'lib/platform/http/defineRoute.ts',
    guard: 'if (definition.body && !isStrict(definition.body))',
    absence: 'if (false)',
    tests: unit('lib/platform/http/defineRoute.test.ts'),
  },
  {
    name: 'an allowed origin is one of the list',
    file: 'lib/platform/http/checkSameOrigin.ts',
    guard: 'if (allowedOrigins.length > 0) return allowedOrigins.includes(origin)',
    absence: '',
    tests: unit('lib/platform/http/defineRoute.test.ts'),
  },
  {
    name: 'a key of a write is its own person’s',
    file: 'lib/platform/http/idempotency.ts',
    guard: 'WHERE user_id = ${userId}::uuid AND key = ${key}',
    absence: 'WHERE key = ${key}',
    tests: pg('lib/platform/http/idempotency.pg.test.ts'),
  },
  {
    name: 'an address is believed from trusted proxies alone',
    file: `${SERVER}/clientAddress.ts`,
    guard: 'while (isTrusted(address))',
    absence: 'while (true)',
    tests: unit(`${SERVER}/clientAddress.test.ts`),
  },
  {
    name: 'a topic is heard by whom its rule lets',
    file: `${SERVER}/topicRules.ts`,
    guard: 'return answer === false ? null : answer',
    absence: 'return answer === false ? { since: 0 } : answer',
    tests: unit(`${SERVER}/topicRules.test.ts`),
  },
  {
    name: 'heads are told of topics that may be heard',
    file: `${SERVER}/readHeads.ts`,
    guard: 'const readable = asked.filter((_topic, at) => grants[at] !== null)',
    absence: 'const readable = asked',
    tests: unit(`${SERVER}/readHeads.test.ts`),
  },
  {
    name: 'the backplane’s payloads bear our seal',
    file: `${SERVER}/sealedPayload.ts`,
    guard: 'given.length === wanted.length && timingSafeEqual(given, wanted) ? body : null',
    absence: 'given.length === wanted.length ? body : null',
    tests: unit(`${SERVER}/hub.test.ts`),
  },
  {
    name: 'a revocation is done when its position is reached',
    file: `${SERVER}/hub.ts`,
    guard: 'this.barrier.apply(entry.revocation)',
    absence: 'void 0',
    tests: unit(`${SERVER}/revocation.test.ts`),
  },
  {
    name: 'what is suspended hears nothing',
    file: `${SERVER}/admission.ts`,
    guard: `subscription.phase = 'authorizing'`,
    absence: '',
    tests: unit(`${SERVER}/revocation.test.ts`),
  },
  {
    name: 'a yes from before a barrier counts no more',
    file: `${SERVER}/admission.ts`,
    guard: 'subscription.generation += 1',
    absence: '',
    tests: unit(`${SERVER}/revocation.test.ts`),
  },
  {
    name: 'a right that goes while somebody signs in is asked for again',
    file: `${SERVER}/barrier.ts`,
    guard: '.some(({ userId, sessionId }) => userId === actor.userId || sessionId === actor.sessionId)',
    absence: '.some(() => false)',
    tests: unit(`${SERVER}/revocation.test.ts`),
  },
  {
    name: 'nothing from before a membership is replayed',
    file: `${SERVER}/placing.ts`,
    guard: 'next.entry.position > subscription.grantedAfter',
    absence: 'true',
    tests: unit(`${SERVER}/revocation.test.ts`),
  },
  {
    name: 'nothing from before a membership that comes late is delivered',
    file: `${SERVER}/admission.ts`,
    guard: 'if (grant.since > 0) await this.#options.reached(grant.since)',
    absence: '',
    tests: unit(`${SERVER}/revocation.test.ts`),
  },
  {
    name: 'a cursor of another history is not followed',
    file: `${SERVER}/resume.ts`,
    guard: 'since.epoch !== now.epoch || gap < 0',
    absence: 'gap < 0',
    tests: unit(`${SERVER}/resume.test.ts`),
  },
  {
    name: 'a cursor ahead of its topic is not followed',
    file: `${SERVER}/resume.ts`,
    guard: 'since.epoch !== now.epoch || gap < 0',
    absence: 'since.epoch !== now.epoch',
    tests: unit(`${SERVER}/resume.test.ts`),
  },
  {
    name: 'people are shown where they may meet, to those who hear it',
    file: `${SERVER}/meetingFrames.ts`,
    guard: `subscription?.phase === 'live' && rules.allowsPresence(topic)`,
    absence: 'true',
    tests: unit(`${SERVER}/presence.test.ts`),
  },
  {
    name: 'who is being asked about hears nothing of people',
    file: `${SERVER}/presence.ts`,
    guard: `if (connection.subscriptions.get(name)?.phase !== 'live') continue`,
    absence: '',
    tests: unit(`${SERVER}/presence.test.ts`),
  },
  {
    name: 'frames come no faster than allowed',
    file: `${SERVER}/inboundLimit.ts`,
    guard: `if (this.#bucket.take(now)) return 'take'`,
    absence: `return 'take'`,
    tests: unit(`${SERVER}/dispatch.test.ts`),
  },
  {
    name: 'frames that make no sense end the connection',
    file: `${SERVER}/inboundLimit.ts`,
    guard: 'return this.#malformedAt.length >= MALFORMED_LIMIT',
    absence: 'return false',
    tests: unit(`${SERVER}/dispatch.test.ts`),
  },
  {
    name: 'words are searched where one takes part',
    file: `${MESSAGES}/createSearchService.ts`,
    guard: 'AND p.left_at IS NULL AND m.number > p.joined_after',
    absence: 'AND m.number > p.joined_after',
    tests: pg(`${MESSAGES}/messages.pg.test.ts`),
  },
  {
    name: 'words from before one came are not searched',
    file: `${MESSAGES}/createSearchService.ts`,
    guard: 'AND p.left_at IS NULL AND m.number > p.joined_after',
    absence: 'AND p.left_at IS NULL',
    tests: pg(`${MESSAGES}/messages.pg.test.ts`),
  },
  {
    name: 'words from before one came are not read',
    file: `${MESSAGES}/readHistory.ts`,
    guard: 'first: joinedAfter + 1,',
    absence: 'first: 1,',
    tests: pg(`${MESSAGES}/messages.pg.test.ts`),
  },
  {
    name: 'files from before one came are not read',
    file: `${MESSAGES}/createFileService.ts`,
    guard: 'row.message.number <= joinedAfter',
    absence: 'false',
    tests: pg(`${MESSAGES}/messages.pg.test.ts`),
  },
]

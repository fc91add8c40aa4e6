import { resolve } from 'node:path'
import type { RealtimeSettings } from '../../realtime/server/realtimeSettings.ts'
import type { RingKey } from '../crypto/keyRing.ts'
import { StartError } from '../startError.ts'
import { outboundContradictions, type OutboundSettings, toOutbound } from './outboundSettings.ts'
import { aboutSetting, type SettingName, settingsSchema, type SettingValues } from './settingsSchema.ts'

/** All that is configured, typed. Times carry their unit in the name. */
export interface Settings {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** The public origin; null: whatever each request came by. */
  readonly publicUrl: string | null
  readonly siteTimeZone: string
  /** Whether demo data and accounts may exist. */
  readonly demo: boolean
  /** Whether WARDLINE_DEMO asked for it in so many words. */
  readonly demoForced: boolean
  /** Absolute. */
  readonly dataDir: string
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null
  /** Without a transaction pooler; the same as `databaseUrl` unless set. */
  readonly databaseDirectUrl: string | null
  readonly logHours: number
  /** Days for which the activity of units is kept. */
  readonly activityDays: number
  readonly redis: RedisSettings | null
  readonly websocketEnabled: boolean
  readonly cleanupIntervalMs: number
  readonly realtime: RealtimeSettings
  readonly trustedProxies: readonly string[]
  /** Empty: any. */
  readonly allowedHosts: readonly string[]
  readonly accessTokenSeconds: number
  readonly refreshTokenSeconds: number
  /** Keys given by the environment; the others come from the data folder. */
  readonly secrets: SecretOverrides
  /** Null: they come from the data folder. */
  readonly messageKeys: readonly RingKey[] | null
  /** What leaves the system: mail, text messages, push. */
  readonly outbound: OutboundSettings
  readonly logLevel: SettingValues['LOG_LEVEL']
  readonly logFile: string | null
  readonly metricsToken: string | null
}

export interface RedisSettings {
  readonly url: string
  /** Begins every key and channel. */
  readonly prefix: string
}

export interface SecretOverrides {
  readonly session?: string | undefined
  readonly token?: string | undefined
  readonly proof?: string | undefined
  readonly backplane?: string | undefined
  readonly push?: string | undefined
}

/** Everything that is wrong with the settings, one sentence a line. */
export class SettingsError extends StartError {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? 'A setting is' : `${problems.length} settings are`
    super(`${count} wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * Reads all settings from the environment, by default relative to the working directory.
 * @throws SettingsError that lists every wrong value
 */
export function readSettings(env: Env): Settings {
  const { values, problems } = parseAll(env)
  problems.push(...contradictions(values))
  if (problems.length > 0) throw new SettingsError(problems)
  return toSettings(values as SettingValues)
}

/** Names that look like ours but are not, most likely misspelt. */
export function unknownSettings(env: Env): string[] {
  return Object.keys(env).filter(
    (name) => /^(WARDLINE_(?!TEST_)|WEBSOCKET_)/.test(name) && !(name in settingsSchema.shape),
  )
}

function parseAll(env: Env): { values: Partial<SettingValues>; problems: string[] } {
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const name of Object.keys(settingsSchema.shape) as SettingName[]) {
    const given = env[name]?.trim()
    const parsed = settingsSchema.shape[name].safeParse(given === '' ? undefined : given)
    if (parsed.success) values[name] = parsed.data
    else problems.push(...parsed.error.issues.map((issue) => `${name} ${issue.message}.${advice(name)}`))
  }
  return { values: values as Partial<SettingValues>, problems }
}

function advice(name: SettingName): string {
  const about = aboutSetting(name)
  return about.default === undefined || about.default === '' ? '' : ` Default: ${name}=${about.default}`
}

/** Values that are fine each, but not together. A value that is wrong by itself is absent here. */
function contradictions(values: Partial<SettingValues>): string[] {
  const problems: string[] = []
  const heartbeat = values.WEBSOCKET_HEARTBEAT_INTERVAL
  const timeout = values.WEBSOCKET_CONNECTION_TIMEOUT
  if (heartbeat !== undefined && timeout !== undefined && timeout <= heartbeat) {
    problems.push(
      `WEBSOCKET_CONNECTION_TIMEOUT (${timeout}) must be longer than WEBSOCKET_HEARTBEAT_INTERVAL (${heartbeat}), or every quiet connection is closed.`,
    )
  }
  if (values.WARDLINE_URL && values.FRONTEND_URL && values.WARDLINE_URL !== values.FRONTEND_URL) {
    problems.push('FRONTEND_URL is another name for WARDLINE_URL, and the two differ: set one of them.')
  }
  if (values.REDIS_URL && values.REDIS_HOST) {
    problems.push('REDIS_URL and REDIS_HOST are both set: set one of them.')
  }
  for (const name of ['REDIS_PORT', 'REDIS_PASSWORD'] as const) {
    if (values[name] !== undefined && values.REDIS_HOST === undefined) {
      problems.push(`${name} counts only with REDIS_HOST; with REDIS_URL it belongs into the address.`)
    }
  }
  if (values.DATABASE_DIRECT_URL && !values.DATABASE_URL) {
    problems.push('DATABASE_DIRECT_URL is set without DATABASE_URL: set that too.')
  }
  problems.push(...outboundContradictions(values))
  return problems
}

function toSettings(values: SettingValues): Settings {
  const publicUrl = values.WARDLINE_URL ?? values.FRONTEND_URL ?? null
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl,
    siteTimeZone: values.SITE_TIME_ZONE ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    demo: values.WARDLINE_DEMO ?? isLoopback(values.HOST),
    demoForced: values.WARDLINE_DEMO === true,
    dataDir: resolve(values.WARDLINE_DATA_DIR),
    databaseUrl: values.DATABASE_URL ?? null,
    databaseDirectUrl: values.DATABASE_DIRECT_URL ?? values.DATABASE_URL ?? null,
    logHours: values.WARDLINE_LOG_HOURS,
    activityDays: values.WARDLINE_ACTIVITY_DAYS,
    redis: redisSettings(values),
    websocketEnabled: values.WEBSOCKET_ENABLED,
    cleanupIntervalMs: values.WEBSOCKET_CLEANUP_INTERVAL * 1_000,
    realtime: realtimeSettings(values, publicUrl),
    trustedProxies: values.WARDLINE_TRUSTED_PROXIES,
    allowedHosts: values.ALLOWED_HOSTS,
    accessTokenSeconds: values.ACCESS_TOKEN_LIFETIME * 60,
    refreshTokenSeconds: values.REFRESH_TOKEN_LIFETIME * 86_400,
    secrets: {
      session: values.WARDLINE_SESSION_SECRET,
      token: values.WARDLINE_TOKEN_SECRET,
      proof: values.WARDLINE_PROOF_SECRET,
      backplane: values.WARDLINE_BACKPLANE_SECRET,
      push: values.WARDLINE_PUSH_SECRET,
    },
    messageKeys: values.MESSAGE_ENCRYPTION_KEY ?? null,
    outbound: toOutbound(values),
    logLevel: values.LOG_LEVEL,
    logFile: values.LOG_FILE === undefined ? null : resolve(values.LOG_FILE),
    metricsToken: values.METRICS_TOKEN ?? null,
  }
}

function realtimeSettings(values: SettingValues, publicUrl: string | null): RealtimeSettings {
  return {
    heartbeatMs: values.WEBSOCKET_HEARTBEAT_INTERVAL * 1_000,
    connectionTimeoutMs: values.WEBSOCKET_CONNECTION_TIMEOUT * 1_000,
    maxConnectionsPerUser: values.WEBSOCKET_MAX_CONNECTIONS_PER_USER,
    maxConnections: values.WEBSOCKET_MAX_CONNECTIONS,
    historySize: values.WEBSOCKET_MESSAGE_HISTORY_SIZE,
    maxSubscriptions: 500,
    recheckMs: 60_000,
    allowedOrigins: values.ALLOWED_ORIGINS ?? (publicUrl === null ? [] : [publicUrl]),
    allowedHosts: values.ALLOWED_HOSTS,
    trustedProxies: values.WARDLINE_TRUSTED_PROXIES,
    queryToken: values.WEBSOCKET_QUERY_TOKEN,
    reconnect: { min_ms: 500, max_ms: 20_000 },
  }
}

function redisSettings(values: SettingValues): RedisSettings | null {
  const prefix = values.REDIS_PREFIX
  if (values.REDIS_URL !== undefined) return { url: values.REDIS_URL, prefix }
  if (values.REDIS_HOST === undefined) return null
  const password = values.REDIS_PASSWORD === undefined ? '' : `:${encodeURIComponent(values.REDIS_PASSWORD)}@`
  const host = values.REDIS_HOST.includes(':')
    ? `[${values.REDIS_HOST.replace(/[[\]]/g, '')}]`
    : values.REDIS_HOST
  return { url: `redis://${password}${host}:${values.REDIS_PORT ?? 6379}`, prefix }
}

/** Whether only this machine can reach an address to listen on. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host)
}

import { z } from 'zod'
import {
  addressRange,
  boolean,
  connectionUrl,
  hexKey,
  hostName,
  integer,
  list,
  oneOf,
  origin,
  ringKeys,
  text,
  timeZone,
} from './settingValue.ts'
import { outboundSchema } from './outboundSchema.ts'
import { settingGroup, type SettingAbout } from './settingGroup.ts'

const server = settingGroup('Server')
const data = settingGroup('Data')
const redis = settingGroup('Several processes')
const live = settingGroup('Live updates')
const access = settingGroup('Access')
const keys = settingGroup('Keys')
const logs = settingGroup('Logs and metrics')

const POSTGRES = connectionUrl(['postgres', 'postgresql'], 'postgresql://user:password@host:5432/wardline')
const REDIS = connectionUrl(['redis', 'rediss'], 'redis://:password@host:6379')
const KEPT = 'one is made at the first start and kept in the data folder'

/** Every setting that Wardline reads from the environment. An empty value counts as not set. */
export const settingsSchema = z.object({
  PORT: server.fixed(integer(0, 65_535), '3000', 'Port to listen on; 0 takes a free one.'),
  HOST: server.fixed(hostName, '127.0.0.1', 'Address to listen on. 0.0.0.0 or :: listens on every network.'),
  WARDLINE_URL: server.open(origin, {
    description:
      'The public address, as people type it: for links, cookies and the origin that sockets may come from.',
    unset: 'the address by which each request came',
  }),
  FRONTEND_URL: server.open(origin, { description: 'Another name for WARDLINE_URL.', unset: 'WARDLINE_URL' }),
  WARDLINE_TRUSTED_PROXIES: server.fixed(
    list(addressRange),
    '',
    'Addresses or ranges of the proxies in front, separated by commas. Only their X-Forwarded-For is believed.',
  ),
  SITE_TIME_ZONE: server.open(timeZone, {
    description: 'The time zone in which the hospital lives; numbers by year and days follow it.',
    unset: "the machine's",
  }),
  WARDLINE_DEMO: server.open(boolean, {
    description: 'Whether the demo hospital and its accounts, with a known password, may exist.',
    unset: 'only while HOST is a loopback address',
  }),

  WARDLINE_DATA_DIR: data.fixed(text, 'data', 'Folder of the embedded database and the keys. Back it up.'),
  DATABASE_URL: data.open(POSTGRES, {
    description: 'A PostgreSQL 15 or later, with a database of its own for Wardline.',
    unset: 'an embedded PostgreSQL in the data folder is started',
  }),
  DATABASE_DIRECT_URL: data.open(POSTGRES, {
    description: 'The same database without a transaction pooler in between: for migrations and the relay.',
    unset: 'DATABASE_URL',
  }),
  WARDLINE_LOG_HOURS: data.fixed(
    integer(1, 8_760),
    '24',
    'Hours for which events are kept, so that whoever was away for less catches up without fetching everything.',
  ),
  WARDLINE_ACTIVITY_DAYS: data.fixed(
    integer(1, 36_500),
    '400',
    'Days for which it is kept who did what in a unit, by ids and states, for the page Activity.',
  ),

  REDIS_URL: redis.open(REDIS, {
    description: 'A Redis that makes updates between several processes quick. Nothing in it needs a backup.',
    unset: 'none; processes find out through PostgreSQL, a little later',
  }),
  REDIS_HOST: redis.open(hostName, {
    description: 'Host of the Redis, in place of REDIS_URL.',
    unset: 'REDIS_URL counts',
  }),
  REDIS_PORT: redis.open(integer(1, 65_535), { description: 'Port to go with REDIS_HOST.', unset: '6379' }),
  REDIS_PASSWORD: redis.open(text, { description: 'Password to go with REDIS_HOST.', unset: 'none' }),
  REDIS_PREFIX: redis.fixed(
    text,
    'wardline',
    'Begins every key and channel. Two installations on one Redis need two, whatever database number they use.',
  ),

  WEBSOCKET_ENABLED: live.fixed(
    boolean,
    'true',
    'Whether sockets are opened. Without them pages ask for changes every 10 seconds, and say Polling.',
  ),
  WEBSOCKET_HEARTBEAT_INTERVAL: live.fixed(integer(1, 3_600), '30', 'Seconds between heartbeats.'),
  WEBSOCKET_CONNECTION_TIMEOUT: live.fixed(
    integer(2, 86_400),
    '120',
    'Seconds of silence after which a connection is closed. More than the heartbeat interval.',
  ),
  WEBSOCKET_MAX_CONNECTIONS: live.fixed(
    integer(1, 1_000_000),
    '10000',
    'Connections that one process takes.',
  ),
  WEBSOCKET_MAX_CONNECTIONS_PER_USER: live.fixed(
    integer(1, 1_000),
    '10',
    'Connections that one person may hold.',
  ),
  WEBSOCKET_MESSAGE_HISTORY_SIZE: live.fixed(
    integer(1, 100_000),
    '1000',
    'Events of a topic kept in memory, and the longest gap that is replayed.',
  ),
  WEBSOCKET_CLEANUP_INTERVAL: live.fixed(
    integer(1, 86_400),
    '3600',
    'Seconds between removals of what has expired: events, ended sessions, answered requests.',
  ),
  WEBSOCKET_QUERY_TOKEN: live.fixed(
    boolean,
    'true',
    'Whether sockets may carry their token as ?token= in the address. Proxies tend to log addresses.',
  ),

  ALLOWED_ORIGINS: access.open(list(origin), {
    description: 'Origins from which browsers may open sockets, separated by commas.',
    unset: 'WARDLINE_URL, or the host that the request names',
  }),
  ALLOWED_HOSTS: access.fixed(
    list(hostName),
    '',
    'Host names under which Wardline answers, separated by commas; .example.org means all below it. Empty: any.',
  ),
  ACCESS_TOKEN_LIFETIME: access.fixed(
    integer(1, 1_440),
    '60',
    "Minutes for which a script's access token counts.",
  ),
  REFRESH_TOKEN_LIFETIME: access.fixed(integer(1, 365), '7', 'Days for which a refresh token counts.'),

  WARDLINE_SESSION_SECRET: keys.open(hexKey, { description: 'Signs the sign-in cookie.', unset: KEPT }),
  WARDLINE_TOKEN_SECRET: keys.open(hexKey, { description: 'Signs the tokens of scripts.', unset: KEPT }),
  WARDLINE_PROOF_SECRET: keys.open(hexKey, {
    description: 'Signs the proof by which a page shows that a socket is its own.',
    unset: KEPT,
  }),
  WARDLINE_BACKPLANE_SECRET: keys.open(hexKey, {
    description: 'Signs what processes tell one another.',
    unset: KEPT,
  }),
  WARDLINE_PUSH_SECRET: keys.open(hexKey, {
    description:
      'The key by which push services know this site is made from it. On several machines all five keys must be the same.',
    unset: KEPT,
  }),
  MESSAGE_ENCRYPTION_KEY: keys.open(ringKeys, {
    description:
      'Locks the words of messages in the database: keys as name:digits, separated by commas. The first one is used, the others still open what is old.',
    unset: KEPT,
  }),

  ...outboundSchema,

  LOG_LEVEL: logs.fixed(
    oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    'info',
    'The least that is logged: fatal, error, warn, info, debug, trace or silent.',
  ),
  LOG_FILE: logs.open(text, {
    description:
      'A file that gets the log too, as JSON lines. SIGHUP has it opened anew: logrotate moves it away and sends that.',
    unset: 'none',
  }),
  METRICS_TOKEN: logs.open(text, {
    description: 'Token that opens /metrics to others than this machine (Authorization: Bearer).',
    unset: 'only this machine may read /metrics',
  }),
})

export type SettingName = keyof typeof settingsSchema.shape

/** The raw settings by name, validated. */
export type SettingValues = z.output<typeof settingsSchema>

/** What the schema says about a setting. */
export function aboutSetting(name: SettingName): SettingAbout {
  return settingsSchema.shape[name].meta() as unknown as SettingAbout
}

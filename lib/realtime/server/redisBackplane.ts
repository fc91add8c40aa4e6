import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import type { Backplane, BackplaneMode } from './backplane.ts'
import { ChannelListeners } from './channelListeners.ts'
import { systemClock, type Clock } from './clock.ts'
import type { EngineLogger } from './engineLogger.ts'
import { LeaseMap } from './leaseMap.ts'
import { createRedisLeases } from './redisLeases.ts'

export interface RedisBackplaneOptions {
  /** `redis://` or `rediss://`, with password and database as usual. */
  readonly url: string
  /** Keeps deployments that share a Redis apart. Default `wardline`. */
  readonly prefix?: string
  readonly logger: EngineLogger
  readonly clock?: Clock
  /** How often each process listens for its own voice. Default 1,000. */
  readonly beatMs?: number
}

/** Beats that may be missed before Redis counts as away, though its sockets are open. */
const MISSED_BEATS = 3

/**
 * The backplane over Redis PUB/SUB: one connection speaks, another listens. It counts as up while this process hears
 * its own beat, so a frozen server, a half-open socket and a lost subscription are all noticed. While it is down,
 * nothing waits for it: payloads reach this process only, leases live here, and both connections keep trying.
 */
export async function createRedisBackplane(options: RedisBackplaneOptions): Promise<Backplane> {
  const backplane = new RedisBackplane(options)
  await backplane.start()
  return backplane
}

class RedisBackplane implements Backplane {
  readonly leases
  #mode: BackplaneMode = 'down'
  readonly #speaker: Redis
  readonly #ear: Redis
  readonly #listeners = new ChannelListeners()
  readonly #modeListeners = new Set<(mode: BackplaneMode) => void>()
  readonly #prefix: string
  readonly #beatChannel: string
  readonly #logger: EngineLogger
  readonly #clock: Clock
  readonly #beatMs: number
  #heardAt = 0
  #stopBeat = () => {}
  #closed = false

  constructor(options: RedisBackplaneOptions) {
    this.#logger = options.logger
    this.#clock = options.clock ?? systemClock
    this.#beatMs = options.beatMs ?? 1_000
    this.#prefix = options.prefix ?? 'wardline'
    this.#beatChannel = `${this.#prefix}:beat:${randomUUID()}`
    this.#speaker = this.#connection(options.url)
    this.#ear = this.#connection(options.url)
    this.leases = createRedisLeases({
      redis: this.#speaker,
      prefix: this.#prefix,
      own: new LeaseMap(this.#clock),
      isUp: () => this.#mode === 'up',
    })
    this.#ear.on('message', (channel: string, payload: string) => this.#hear(channel, payload))
    this.#ear.on('ready', () => void this.#listen())
    this.#speaker.on('close', () => this.#setMode('down'))
    this.#ear.on('close', () => this.#setMode('down'))
  }

  get mode(): BackplaneMode {
    return this.#mode
  }

  /** Waits for the first beat, at most three: a process starts without Redis, too. */
  async start(): Promise<void> {
    this.#heardAt = this.#clock.now()
    await new Promise<void>((resolve) => {
      const stopWaiting = this.#clock.setTimer(MISSED_BEATS * this.#beatMs, resolve)
      const stopListening = this.onMode(() => {
        stopWaiting()
        stopListening()
        resolve()
      })
      this.#stopBeat = this.#clock.setTicker(this.#beatMs, () => this.#beat())
    })
  }

  onMode(listener: (mode: BackplaneMode) => void): () => void {
    this.#modeListeners.add(listener)
    return () => this.#modeListeners.delete(listener)
  }

  async publish(channel: string, payload: string): Promise<boolean> {
    if (this.#closed) return false
    if (this.#mode !== 'up') {
      // Never handed to Redis, so this process cannot hear it twice.
      queueMicrotask(() => this.#deliver(channel, payload))
      return false
    }
    try {
      await this.#speaker.publish(this.#nameOf(channel), payload)
      return true
    } catch {
      return false
    }
  }

  async subscribe(channel: string, receive: (payload: string) => void): Promise<() => Promise<void>> {
    const undo = this.#listeners.add(channel, receive)
    // While Redis is away the next `ready` subscribes to everything that is listened to.
    if (this.#ear.status === 'ready') await this.#ear.subscribe(this.#nameOf(channel)).catch(() => {})
    return async () => {
      undo()
      if (this.#listeners.has(channel) || this.#ear.status !== 'ready') return
      await this.#ear.unsubscribe(this.#nameOf(channel)).catch(() => {})
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#stopBeat()
    this.#listeners.clear()
    this.#modeListeners.clear()
    this.#speaker.disconnect()
    this.#ear.disconnect()
    return Promise.resolve()
  }

  #connection(url: string): Redis {
    const redis = new Redis(url, {
      connectTimeout: 2_000,
      commandTimeout: 1_000,
      // Nothing queues and nothing is sent twice: what cannot go now is lost.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      autoResubscribe: false,
      maxRetriesPerRequest: 0,
      keepAlive: 10_000,
      retryStrategy: (attempt) => Math.min(1_000, 50 * attempt) + Math.random() * 100,
    })
    // Trouble shows in the mode; ioredis would print what nobody listens to.
    redis.on('error', (error: Error) => this.#logger.debug({ err: error }, 'redis'))
    return redis
  }

  async #listen(): Promise<void> {
    try {
      await this.#ear.subscribe(
        this.#beatChannel,
        ...this.#listeners.channels().map((name) => this.#nameOf(name)),
      )
      this.#beat()
    } catch (error) {
      if (!this.#closed) this.#ear.disconnect(true)
      this.#logger.debug({ err: error }, 'redis did not take the subscriptions')
    }
  }

  #beat(): void {
    if (this.#clock.now() - this.#heardAt > MISSED_BEATS * this.#beatMs) {
      this.#heardAt = this.#clock.now()
      this.#setMode('down')
      // Fresh sockets: what waits in the old ones must not arrive after all.
      if (this.#speaker.status === 'ready') this.#speaker.disconnect(true)
      if (this.#ear.status === 'ready') this.#ear.disconnect(true)
      return
    }
    if (this.#speaker.status === 'ready') this.#speaker.publish(this.#beatChannel, '').catch(() => {})
  }

  #hear(name: string, payload: string): void {
    if (name === this.#beatChannel) {
      this.#heardAt = this.#clock.now()
      this.#setMode('up')
    } else this.#deliver(name.slice(this.#prefix.length + 1), payload)
  }

  #deliver(channel: string, payload: string): void {
    this.#listeners.deliver(channel, payload, (error) =>
      this.#logger.error({ err: error }, 'a backplane listener threw'),
    )
  }

  #setMode(mode: BackplaneMode): void {
    if (mode === this.#mode || this.#closed) return
    this.#mode = mode
    this.#logger.info({ mode }, mode === 'up' ? 'Redis carries events' : 'Redis is away; hubs read the log')
    if (mode === 'up') void this.leases.restore()
    for (const listener of this.#modeListeners) listener(mode)
  }

  #nameOf(channel: string): string {
    return `${this.#prefix}:${channel}`
  }
}

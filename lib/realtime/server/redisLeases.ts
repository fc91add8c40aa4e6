import type { Redis } from 'ioredis'
import type { LeaseTable } from './backplane.ts'
import type { LeaseMap } from './leaseMap.ts'

/**
 * A group is one hash of `expiry in ms` + space + value, timed by Redis's own clock, and dies with its last lease. One
 * key for each script: in a cluster every group may lie elsewhere.
 */
const NOW = `local t = redis.call('TIME') local now = t[1] * 1000 + math.floor(t[2] / 1000)`
const PUT = `${NOW}
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%d', now + ARGV[3]) .. ' ' .. ARGV[2])
  if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end`
const LIST = `${NOW}
  local all, live = redis.call('HGETALL', KEYS[1]), {}
  for i = 1, #all, 2 do
    local at, value = string.match(all[i + 1], '^(%d+) (.*)$')
    if at and tonumber(at) > now then live[#live + 1] = all[i] live[#live + 1] = value
    else redis.call('HDEL', KEYS[1], all[i]) end
  end
  return live`

export interface RedisLeases extends LeaseTable {
  /** Puts this process's leases back: the carrier may have lost them. */
  restore(): Promise<void>
}

/** Leases in Redis; what this process put is kept in `own` too, and is all that there is while Redis is away. */
export function createRedisLeases(o: {
  redis: Redis
  prefix: string
  own: LeaseMap
  isUp: () => boolean
}): RedisLeases {
  const { redis, own } = o
  const keyOf = (group: string) => `{${o.prefix}:lease:${group}}`

  const put = async (group: string, name: string, value: string, ttlMs: number): Promise<void> => {
    await redis.eval(PUT, 1, keyOf(group), name, value, Math.ceil(ttlMs))
  }
  /** What Redis cannot do now, memory has done already. */
  const tolerate = async (work: () => Promise<unknown>): Promise<void> => {
    if (o.isUp()) await work().catch(() => {})
  }

  return {
    async put(group, name, value, ttlMs) {
      await own.put(group, name, value, ttlMs)
      await tolerate(() => put(group, name, value, ttlMs))
    },
    async drop(group, name) {
      await own.drop(group, name)
      await tolerate(() => redis.hdel(keyOf(group), name))
    },
    async list(group) {
      if (!o.isUp()) return own.list(group)
      try {
        const flat = (await redis.eval(LIST, 1, keyOf(group))) as string[]
        return new Map(flat.flatMap((name, n) => (n % 2 === 0 ? [[name, flat[n + 1] ?? ''] as const] : [])))
      } catch {
        return own.list(group)
      }
    },
    async restore() {
      await Promise.allSettled(
        own.live().map(({ group, name, value, ttlMs }) => put(group, name, value, ttlMs)),
      )
    },
  }
}

import { Prisma } from '../../../../platform/database/generated/client.ts'
import { DEFAULT_CHANNELS } from '../../contract/delivery.ts'

const DEFAULTS = JSON.stringify(DEFAULT_CHANNELS)

/** Whether a person wants a type by a channel: the site's rule `r`, then their own choice in `p`, then the defaults. */
export function wantsChannel(typeColumn: 'n.type', channelColumn: 'c.channel' | 'd.channel'): Prisma.Sql {
  const [type, channel] = [Prisma.raw(typeColumn), Prisma.raw(`${channelColumn}::text`)]
  return Prisma.sql`
    CASE r.rule WHEN 'always' THEN true WHEN 'never' THEN false
         ELSE coalesce((p.choices -> ${type} ->> ${channel})::boolean, ${DEFAULTS}::jsonb -> ${type} ? ${channel}, false)
    END`
}

/** Whether the person `u` belongs to the audience of `n` now, and did when it was written. */
export const BELONGS_TO_AUDIENCE = Prisma.sql`
  (u.status = 'active'
   AND CASE n.audience_kind
         WHEN 'user' THEN u.id = n.user_id
         WHEN 'unit' THEN u.unit_id = n.unit_id
         WHEN 'role' THEN u.role = n.role AND (n.unit_id IS NULL OR u.unit_id = n.unit_id)
         ELSE true
       END
   AND (n.audience_kind = 'user' OR u.belongs_since <= n.created_at))`

/** Whether a person has read `n`: by their mark `m`, or as one of all up to `reader.read_up_to`. */
export const HAS_READ = Prisma.sql`
  ((m.read_at IS NOT NULL AND (m.unread_at IS NULL OR m.read_at > m.unread_at))
   OR (reader.read_up_to >= n.number AND (m.unread_at IS NULL OR reader.read_all_at > m.unread_at)))`

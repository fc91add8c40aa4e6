import type { WardlinePrisma } from '../../../../platform/database/createDatabase.ts'
import { ChannelRuleItem } from '../../contract/delivery.ts'

/** What the site decides for everybody. A rule for a type that this version does not know is left out. */
export async function readRules(prisma: WardlinePrisma): Promise<ChannelRuleItem[]> {
  const rows = await prisma.channelRule.findMany({ orderBy: [{ type: 'asc' }, { channel: 'asc' }] })
  return rows.flatMap(({ type, channel, rule }) => {
    const item = ChannelRuleItem.safeParse({ type, channel, rule })
    return item.success ? [item.data] : []
  })
}

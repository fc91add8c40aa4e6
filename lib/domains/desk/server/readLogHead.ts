import type { Database } from '../../../platform/database/createDatabase.ts'

/** Where the log stands. */
export async function readLogHead(prisma: Database['prisma']): Promise<number> {
  const { position } = await prisma.liveHead.findUniqueOrThrow({ where: { id: 1 } })
  return Number(position)
}

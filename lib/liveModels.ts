import { archiveModels } from './domains/archive/server/liveModels.ts'
import { identityModels } from './domains/identity/server/liveModels.ts'
import type { LiveModel } from './realtime/server/liveDomain.ts'

/** Every live model of every domain, by its Prisma name. A new domain adds its models here. */
export const liveModels: Readonly<Record<string, LiveModel>> = { ...identityModels, ...archiveModels }

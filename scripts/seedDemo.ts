import { seedDemoHospital } from '../lib/composition/seedDemoHospital.ts'
import type { Settings } from '../lib/platform/settings/readSettings.ts'
import type { EngineLogger } from '../lib/realtime/server/engineLogger.ts'

export interface SeedOptions {
  readonly url: string
  readonly settings: Pick<Settings, 'demo' | 'siteTimeZone'>
  readonly logger: EngineLogger
  readonly say: (line: string) => void
}

/** Fills a database without anybody in it with the demo hospital, where demo data may exist. */
export async function seedDemo({ url, settings, logger, say }: SeedOptions): Promise<void> {
  if (!settings.demo) return
  const { siteTimeZone } = settings
  if (await seedDemoHospital({ url, siteTimeZone, logger, now: new Date() })) {
    say('Filled the empty database with a demo hospital')
  }
}

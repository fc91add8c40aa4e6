import { growDemoHospital, measureHospital } from '../../lib/composition/growDemoHospital.ts'
import { seedDemoHospital } from '../../lib/composition/seedDemoHospital.ts'
import { createLogger } from '../../lib/platform/createLogger.ts'
import { StartError } from '../../lib/platform/startError.ts'
import { openDatabase, type CommandDatabase } from './openDatabase.ts'
import { say, sayInPlace } from './say.ts'

const LARGE = { crates: 100_000, requests: 20_000 }

/** Fills an empty database with the hospital of the first start. */
export async function seedSmall(): Promise<void> {
  await using opened = await openForDemo()
  say(
    (await seed(opened))
      ? 'Filled the empty database with a demo hospital.'
      : 'Somebody is there already; nothing was added.',
  )
}

/**
 * Adds the large archive to the demo hospital, which it makes where there is nobody yet.
 * @throws StartError where other people are, or where the archive is large already; `force` does it all the same
 */
export async function seedLarge({ force }: { readonly force: boolean }): Promise<void> {
  await using opened = await openForDemo()
  const { url, settings } = opened
  const logger = quietLogger()
  const before = await measureHospital({ url, logger })
  if (before.strangers > 0 && !force) {
    throw new StartError(
      `${before.strangers} people of this database are no demo people. Use another database, or --force.`,
    )
  }
  if (before.crates >= LARGE.crates && !force) {
    throw new StartError(
      `The archive holds ${count(before.crates)} crates already. With --force it gets as many again.`,
    )
  }
  await seed(opened)
  const startedAt = performance.now()
  await growDemoHospital({
    url,
    logger,
    siteTimeZone: settings.siteTimeZone,
    now: new Date(),
    ...LARGE,
    onProgress: (written, of) => sayInPlace(`${count(written)} of ${count(of)} rows`),
  })
  const seconds = Math.round((performance.now() - startedAt) / 1_000)
  say(`Added ${count(LARGE.crates)} crates and ${count(LARGE.requests)} requests in ${seconds} s.`)
}

async function openForDemo(): Promise<CommandDatabase> {
  const opened = await openDatabase(say)
  if (opened.settings.demo) return opened
  await opened[Symbol.asyncDispose]()
  throw new StartError('Demo data may exist on loopback only, or with WARDLINE_DEMO=true.')
}

async function seed({ url, settings: { siteTimeZone } }: CommandDatabase): Promise<boolean> {
  return await seedDemoHospital({ url, siteTimeZone, now: new Date(), logger: quietLogger() })
}

const quietLogger = () => createLogger({ level: 'error', file: null })

const count = (number: number): string => number.toLocaleString('en')

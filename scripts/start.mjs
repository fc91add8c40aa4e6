// `npm start` and `npm run dev` (--dev): plain Node, so that it runs in a clone where nothing is installed. It makes the
// packages and the database client ready, then hands over to launch.ts in the same process.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { satisfiesEngines } from './satisfiesEngines.mjs'
import { ROOT, generateClient, installPackages } from './prepare.mjs'
import { createProgress } from './progress.mjs'
import { withFileLock } from './withFileLock.mjs'

const dev = process.argv.includes('--dev')
const progress = createProgress()
const { engines, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

process.chdir(ROOT)
process.env.NODE_ENV = dev ? 'development' : 'production'
process.env.NEXT_TELEMETRY_DISABLED = '1'
process.env.NEXT_MANUAL_SIG_HANDLE = 'true'

if (!satisfiesEngines(process.versions.node, engines.node)) {
  console.error(`Wardline needs Node ${engines.node}; this is Node ${process.versions.node}.`)
  process.exit(78)
}

try {
  progress.say(`Wardline ${version}${dev ? ', development' : ''}`)
  await withFileLock(join(ROOT, '.wardline.lock'), progress, async () => {
    await progress.timed(() => installPackages(progress))
    await progress.timed(() => generateClient(progress))
  })
  await import('tsx')
  const { launch } = await import('./launch.ts')
  await launch({ dev, progress })
} catch (error) {
  // What the operator can put right comes with a sentence for them and its own exit code; the rest with its stack.
  console.error(typeof error?.exitCode === 'number' ? `\n${error.message}` : error)
  process.exit(error?.exitCode ?? 1)
}

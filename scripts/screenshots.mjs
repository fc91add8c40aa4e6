// `npm run screenshots`: draws the pictures of the README anew, from a running Wardline in real browsers.
import { buildPages, generateClient, installPackages } from './prepare.mjs'
import { cleanUpAtTheEnd } from './testing/runFolder.mjs'
import { runStep } from './testing/runStep.mjs'
import { browserStep } from './testing/steps.mjs'
import { provideSystemPackages } from './testing/systemPackages.mjs'

const options = { say: console.log }

cleanUpAtTheEnd()
await installPackages(options)
await generateClient(options)
const { chromium, python } = provideSystemPackages(options)
await buildPages(options)
const step = browserStep({ long: false, chromium, python })
const { failed } = await runStep({
  ...step,
  name: 'screenshots',
  env: { ...step.env, WARDLINE_SCREENSHOTS: '1' },
})
process.exitCode = failed > 0 ? 1 : 0

// `npm test`: all tests, from a clean clone on. `--full` adds the ones that take longer. The last line says how many
// tests passed and failed; a step that is not made of tests (lint, types, the build, …) counts as one.
import { join } from 'node:path'
import { checkBudget } from './checkBudget.mjs'
import { ROOT, buildPages, generateClient, installPackages } from './prepare.mjs'
import { cleanUpAtTheEnd } from './testing/runFolder.mjs'
import { runAsStep, runStep } from './testing/runStep.mjs'
import { runTwoAtATime } from './testing/runTwoAtATime.mjs'
import { CHECK_STEPS, browserStep, chaosStep, integrationSteps } from './testing/steps.mjs'
import { provideSystemPackages } from './testing/systemPackages.mjs'
import { withFileLock } from './withFileLock.mjs'

const long = process.argv.includes('--full')
const say = (line) => console.log(line)

cleanUpAtTheEnd()
const results = []
try {
  await installPackages({ say })
  await generateClient({ say })
  const { chromium, python } = provideSystemPackages({ say })
  results.push(...(await runTwoAtATime(CHECK_STEPS, runStep)))
  for (const step of integrationSteps({ long })) results.push(await runStep(step))
  const build = () => withFileLock(join(ROOT, '.wardline.lock'), { say }, () => buildPages({ say }))
  results.push(await runAsStep('build', build))
  results.push(await runAsStep('budget', () => checkBudget({ say })))
  results.push(await runStep(chaosStep({ long })))
  results.push(await runStep(browserStep({ long, chromium, python })))
} catch (error) {
  console.error(error.message)
  results.push({ passed: 0, failed: 1, skipped: 0 })
}

const sum = (key) => results.reduce((total, counts) => total + counts[key], 0)
if (sum('skipped') > 0) say(`${sum('skipped')} skipped`)
say(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') > 0 ? 1 : 0

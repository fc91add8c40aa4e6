// `npm run check`: everything that needs neither a database nor a browser, in under a minute.
import { generateClient, installPackages } from './prepare.mjs'
import { cleanUpAtTheEnd } from './testing/runFolder.mjs'
import { runStep } from './testing/runStep.mjs'
import { runTwoAtATime } from './testing/runTwoAtATime.mjs'
import { CHECK_STEPS } from './testing/steps.mjs'

cleanUpAtTheEnd()
await installPackages({ say: console.log })
await generateClient({ say: console.log })

const results = await runTwoAtATime(CHECK_STEPS, runStep)
if (results.some(({ failed }) => failed > 0)) process.exitCode = 1

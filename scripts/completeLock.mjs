// `npm run lock`: adds to package-lock.json the optional packages for other platforms that npm left out, as it does where
// the registry is a mirror without them. Without their entries `npm ci` refuses the file everywhere.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { completeLock } from './lockedPlatforms.mjs'
import { ROOT } from './prepare.mjs'

const file = join(ROOT, 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const added = completeLock(lock)
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(added.length === 0 ? 'The lock file is complete.' : `Added ${added.join(', ')}`)

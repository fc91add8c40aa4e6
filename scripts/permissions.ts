import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describePermissions } from '../lib/domains/archive/describePermissions.ts'

// Writes the page about permissions from the policy. A unit test says when it is stale.
writeFileSync(fileURLToPath(new URL('../docs/permissions.md', import.meta.url)), describePermissions())

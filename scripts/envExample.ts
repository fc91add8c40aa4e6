import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describeAsEnv, describeAsMarkdown } from '../lib/platform/settings/describeSettings.ts'

// Writes what is made from the settings' schema. With --check it only says what is stale, and fails.
const outputs = { '.env.example': describeAsEnv(), 'docs/settings.md': describeAsMarkdown() }

for (const [path, content] of Object.entries(outputs)) {
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url))
  if (!process.argv.includes('--check')) writeFileSync(file, content)
  else if (readFileSync(file, 'utf8') !== content) {
    console.error(`${path} is not what the settings' schema says: npm run env:example`)
    process.exitCode = 1
  }
}

import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { NAMED_GUARDS, type NamedGuard } from './namedGuards.ts'
import { WITHOUT_GUARD } from './withoutNamedGuard.ts'

const folder = mkdtempSync(join(tmpdir(), 'wardline-guards-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Report {
  readonly testResults: readonly {
    readonly message: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** The tests that fail without the guard. Rejects when they could not be run at all. */
async function failingWithout({ name, tests }: NamedGuard, report: string): Promise<readonly string[]> {
  const run = promisify(execFile)(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      `--project=${tests.project}`,
      tests.file,
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { env: { ...process.env, [WITHOUT_GUARD]: name, VITEST: undefined } },
  )
  const said = await run.then(
    ({ stderr }) => stderr,
    (error: { readonly stderr: string }) => error.stderr,
  )
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  if (results.length === 0) throw new Error(testResults[0]?.message ?? said)
  return results.flatMap(({ status, fullName }) => (status === 'failed' ? [fullName] : []))
}

test.concurrent.each(NAMED_GUARDS.map((guard, place) => [guard.name, guard, place] as const))(
  'without it a test fails: %s',
  async (name, guard, place) => {
    const failing = await failingWithout(guard, join(folder, `${place}.json`))
    process.stdout.write(`${guard.file}: ${name}\n    ${failing[0] ?? 'NOBODY NOTICES'}\n`)
    expect(failing).not.toEqual([])
  },
  120_000,
)

// The steps of `npm run check` and `npm test`, as commands.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../prepare.mjs'
import { RUN_DIR } from './runStep.mjs'
import { readPlaywrightReport, readVitestReport } from './testReports.mjs'

/** @typedef {import('./runStep.mjs').Step} Step */

const node = process.execPath

/** What needs neither a database nor a browser. @type {Step[]} */
export const CHECK_STEPS = [
  vitest('unit tests', ['unit'], { workers: 1 }),
  { name: 'types', command: ['sh', '-c', 'next typegen && tsc --noEmit'] },
  { name: 'lint', command: ['oxlint'] },
  { name: 'boundaries', command: [node, 'scripts/checkBoundaries.mjs'] },
  { name: 'dead code', command: ['knip', '--no-progress', '--no-config-hints'] },
  {
    name: 'format',
    command: ['prettier', '--check', '--log-level', 'warn', '--cache', '--cache-strategy', 'content', '.'],
  },
]

/**
 * Tests on real PostgreSQL and Redis.
 * @param {{ long: boolean }} options
 * @returns {Step[]}
 */
export function integrationSteps({ long }) {
  const isLong = long && hasLongTests()
  return isLong
    ? [vitest('integration', ['pg', 'redis']), vitest('long tests', ['long'], { workers: 1 })]
    : [vitest('integration', ['pg', 'redis'])]
}

/**
 * Tests in real browsers against the production build.
 * @param {{ long: boolean, chromium: string, python: string }} options
 * @returns {Step}
 */
export function browserStep({ long, chromium, python }) {
  const report = join(RUN_DIR, 'browser.json')
  return {
    name: 'browser tests',
    command: ['playwright', 'test'],
    env: {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      WARDLINE_CHROMIUM: chromium,
      WARDLINE_PYTHON: python,
      ...(long ? { WARDLINE_LONG: '1' } : {}),
    },
    report,
    readReport: readPlaywrightReport,
  }
}

/** @returns {Step} */
function vitest(name, projects, { workers } = {}) {
  const report = join(RUN_DIR, `${projects.join('-')}.json`)
  return {
    name,
    command: [
      'vitest',
      'run',
      ...projects.map((project) => `--project=${project}`),
      ...(workers === undefined ? [] : [`--maxWorkers=${workers}`]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    report,
    readReport: readVitestReport,
  }
}

/** A run without a single test counts as a failure, so it is not begun. */
function hasLongTests() {
  return execFileSync('git', ['ls-files', '*.long.test.ts'], { cwd: ROOT, encoding: 'utf8' }) !== ''
}

// The steps of `npm run check` and `npm test`, as commands.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../prepare.mjs'
import { RUN_DIR } from './runFolder.mjs'
import { readChaosReport, readPlaywrightReport, readVitestReport } from './testReports.mjs'

/** @typedef {import('./runStep.mjs').Step} Step */

const node = process.execPath

/** What needs neither a database nor a browser; the longest first, so that two hands end together. @type {Step[]} */
export const CHECK_STEPS = [
  vitest('unit tests', ['unit'], { workers: 1 }),
  { name: 'types', command: ['sh', '-c', 'next typegen && tsc --noEmit'] },
  {
    name: 'format',
    command: ['prettier', '--check', '--log-level', 'warn', '--cache', '--cache-strategy', 'content', '.'],
  },
  { name: 'lint', command: ['oxlint'] },
  { name: 'boundaries', command: [node, 'scripts/checkBoundaries.mjs'] },
  { name: 'dead code', command: ['knip', '--no-progress', '--no-config-hints'] },
]

/** Projects of tests that need something beside them: a database, a Redis, servers in processes of their own. */
const INTEGRATION = ['pg', 'redis', 'process']

/**
 * Tests on real PostgreSQL and Redis, and on servers in processes of their own.
 * @param {{ long: boolean }} options
 * @returns {Step[]}
 */
export function integrationSteps({ long }) {
  const steps = [vitest('integration', INTEGRATION, { workers: 2 })]
  if (!long) return steps
  if (hasLongTests()) steps.push(vitest('long tests', ['long'], { workers: 1 }))
  return [...steps, vitest('removed guards', ['guards'], { workers: 1 })]
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

/**
 * What breaks under load, against the production build: the runs that can be short, or all of them.
 * @param {{ long: boolean }} options
 * @returns {Step}
 */
export function chaosStep({ long }) {
  const report = join(RUN_DIR, 'chaos.json')
  const runs = long
    ? ['kill', 'redis', 'rights', 'postgres', 'network', 'drain', 'slow', 'storm', 'messages']
    : ['rights', 'redis', 'kill', '--short']
  return {
    name: 'chaos',
    command: [node, '--import', 'tsx', 'scripts/chaos.ts', ...runs, '--report', report],
    report,
    readReport: readChaosReport,
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

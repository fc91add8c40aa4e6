// Runs one command of a check or a test run and tells how it went.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ROOT } from '../prepare.mjs'
import { groups, killGroup, RUN_DIR } from './runFolder.mjs'

/**
 * A step. `report` names a file into which the command writes its tests as JSON; a step without one counts as one.
 * @typedef {{ name: string, command: string[], env?: Record<string, string>, report?: string,
 *   readReport?: (json: unknown) => Counts }} Step
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * Runs the step to its end, prints one line (and the whole output when it failed), and answers its counts.
 * @param {Step} step
 * @returns {Promise<Counts>}
 */
export async function runStep(step) {
  const startedAt = Date.now()
  const { code, output } = await runCommand(step)
  const counts = countTests(step, code === 0)
  const ok = code === 0 && counts.failed === 0
  if (!ok) process.stdout.write(`\n${output.trimEnd()}\n`)
  printLine(step.name, { ok, startedAt, tests: step.report === undefined ? '' : describe(counts) })
  return counts
}

/**
 * Runs a function as a step without tests.
 * @param {string} name
 * @param {() => Promise<void>} work
 * @returns {Promise<Counts>}
 */
export async function runAsStep(name, work) {
  const startedAt = Date.now()
  let failed = 0
  try {
    await work()
  } catch (error) {
    failed = 1
    console.log(`\n${error.message}`)
  }
  printLine(name, { ok: failed === 0, startedAt, tests: '' })
  return { passed: 1 - failed, failed, skipped: 0 }
}

function runCommand({ command: [file, ...args], env }) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PATH: join(ROOT, 'node_modules/.bin') + delimiter + process.env.PATH,
        TMPDIR: RUN_DIR,
        ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
        NEXT_TELEMETRY_DISABLED: '1',
        ...env,
      },
    })
    groups.add(child.pid)
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.on('error', (error) => chunks.push(Buffer.from(`${error.message}\n`)))
    // Not 'close': a process that was left behind may hold the pipes open for ever.
    child.on('exit', (code) => finish(code ?? 1))
    child.on('error', () => finish(1))
    const finish = (code) => {
      killGroup(child.pid)
      groups.delete(child.pid)
      setImmediate(() => resolve({ code, output: Buffer.concat(chunks).toString() }))
    }
  })
}

function printLine(name, { ok, startedAt, tests }) {
  const seconds = `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  console.log(`${ok ? '✓' : '✗'} ${name.padEnd(16)} ${seconds.padStart(8)}  ${tests}`.trimEnd())
}

/** @returns {Counts} */
function countTests({ report, readReport }, ok) {
  const oneForTheStep = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
  if (report === undefined || readReport === undefined) return oneForTheStep
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const counts = readReport(JSON.parse(readFileSync(report, 'utf8')))
  // A run can fail outside its tests: a file that does not load, an unhandled rejection, no test at all.
  if (counts.failed === 0 && (!ok || counts.passed === 0)) return { ...counts, failed: 1 }
  return counts
}

function describe({ passed, failed, skipped }) {
  const parts = [`${passed} passed`]
  if (failed > 0) parts.push(`${failed} failed`)
  if (skipped > 0) parts.push(`${skipped} skipped`)
  return parts.join(', ')
}

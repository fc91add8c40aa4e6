// One folder for all that a run makes, by which its processes are known, too; and how it is cleaned up.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processesOf } from './processesOf.mjs'

/** Everything of this run lies here, and every process of it has this folder as TMPDIR: so both can be found again. */
export const RUN_DIR = mkdtempSync(join(tmpdir(), 'wardline-run-'))

/**
 * Leaders of process groups that this run began: for where there is no /proc.
 * @type {Set<number | undefined>}
 */
export const groups = new Set()

/** Cleans up however this process ends, but by SIGKILL. */
export function cleanUpAtTheEnd() {
  process.on('exit', cleanUp)
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, () => process.exit(code))
  }
}

/** @param {number | undefined} pid */
export function killGroup(pid) {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nobody of the group is left.
  }
}

/** Ends every process that this run started, grandchildren and daemons included, and removes its folder. */
function cleanUp() {
  for (const pid of groups) killGroup(pid)
  // One that is ended may have begun another meanwhile.
  for (let looks = 0; looks < 20; looks += 1) {
    const left = processesOf(RUN_DIR)
    if (left.length === 0) break
    for (const pid of left) kill(pid)
  }
  try {
    rmSync(RUN_DIR, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  } catch (error) {
    // A disk is mounted in it, in a world of this process's own: whoever made that world removes what is left.
    if (error.code !== 'EBUSY') throw error
  }
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself meanwhile.
  }
}

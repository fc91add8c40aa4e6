import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const BEAT_MS = 1_000
const STALE_MS = 10_000

/**
 * Runs a step while no other process runs one under the same file, so that two starts in one clone do not install or
 * build at the same time. Whoever holds the file touches it each second; one that was not touched for ten was left
 * behind by a killed process, whatever runs under that process id by now.
 * @template T
 * @param {string} file
 * @param {{ say: (line: string) => void }} progress
 * @param {() => Promise<T>} step
 * @returns {Promise<T>}
 */
export async function withFileLock(file, { say }, step) {
  const owner = randomUUID()
  for (let told = false; !take(file, owner); told = true) {
    if (!told) say('Waiting for another start in this folder…')
    removeIfStale(file)
    await sleep(200)
  }
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), BEAT_MS)
  const release = () => existsSync(file) && readFileSync(file, 'utf8') === owner && rmSync(file)
  process.once('exit', release)
  try {
    return await step()
  } finally {
    clearInterval(beat)
    process.off('exit', release)
    release()
  }
}

/** @param {string} file @param {string} owner */
function take(file, owner) {
  try {
    writeFileSync(file, owner, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Moved away before it is removed: of two that find it stale only one can move it. @param {string} file */
function removeIfStale(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs < STALE_MS) return
    const aside = `${file}.${randomUUID()}`
    renameSync(file, aside)
    rmSync(aside)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

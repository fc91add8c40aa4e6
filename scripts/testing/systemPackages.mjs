// The three programs that the tests use and npm does not bring: a browser, a Redis server, and Python's websockets.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const PYTHON = ['/usr/bin/python3', 'python3']

const NEEDED = [
  { aptPackage: 'chromium', what: 'Chromium', find: () => findChromium() },
  { aptPackage: 'redis-server', what: 'redis-server', find: () => findProgram(['redis-server']) },
  { aptPackage: 'python3-websockets', what: "Python's websockets", find: () => findPython() },
]

/**
 * Finds the programs, or installs them with apt where that is possible without asking anybody.
 * @param {{ say: (line: string) => void }} options
 * @returns {{ chromium: string, python: string }} paths
 * @throws an error whose message says what to install
 */
export function provideSystemPackages({ say }) {
  let missing = NEEDED.filter(({ find }) => find() === null)
  if (missing.length > 0 && process.getuid?.() === 0 && findProgram(['apt-get']) !== null) {
    say(`Installing ${list(missing.map(({ what }) => what))} from Debian's packages…`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    const packages = missing.map(({ aptPackage }) => aptPackage)
    const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
    // policy-rc.d is not ours to write: tell the package's own script not to start a Redis on the default port.
    spawnSync('apt-get', install, { env: { ...env, RUNLEVEL: '1' }, stdio: ['ignore', 'ignore', 'inherit'] })
    missing = NEEDED.filter(({ find }) => find() === null)
  }
  if (missing.length > 0) {
    throw new Error(
      `The tests need ${list(missing.map(({ what }) => what))}: install the packages ` +
        `${list(missing.map(({ aptPackage }) => aptPackage))} (Debian's names), then run npm test again.`,
    )
  }
  return { chromium: findChromium(), python: findPython() }
}

function findChromium() {
  const named = process.env.WARDLINE_CHROMIUM
  return named !== undefined && existsSync(named) ? named : findProgram(CHROMIUM)
}

/** The first Python that has `websockets`: a machine may have several. */
function findPython() {
  const able = PYTHON.find((python) => {
    try {
      execFileSync(python, ['-c', 'import websockets'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
  return able ?? null
}

function findProgram(names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin', '/usr/local/bin']
  for (const name of names) {
    const folder = folders.find((each) => each !== '' && existsSync(join(each, name)))
    if (folder !== undefined) return join(folder, name)
  }
  return null
}

function list(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'

/**
 * Processes whose TMPDIR or working directory is the folder or lies in it: so nobody else's is ever touched. PostgreSQL and
 * Redis write over their environment, and work where their data is; a PostgreSQL on a disk that is mounted for itself alone
 * is known by the data that it was given. Linux only; elsewhere groups must do.
 * @param {string} folder
 * @returns {number[]}
 */
export function processesOf(folder) {
  if (!existsSync('/proc/self/environ')) return []
  const isInside = (path) => path === folder || path.startsWith(`${folder}/`)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      try {
        if (isInside(readlinkSync(`/proc/${name}/cwd`))) return true
        const read = (what) => readFileSync(`/proc/${name}/${what}`, 'latin1').split('\0')
        const [program = '', ...args] = read('cmdline')
        if (program.endsWith('/postgres') && args.some(isInside)) return true
        return read('environ').some(
          (line) => line.startsWith('TMPDIR=') && isInside(line.slice('TMPDIR='.length)),
        )
      } catch {
        // It is another user's, or gone.
        return false
      }
    })
    .map(Number)
}

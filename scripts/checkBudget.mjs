// `npm run budget`: weighs the JavaScript of the built pages, and fails when one of them is over budget.json.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { budgetTable, weighPages } from './budgetReport.mjs'
import { ROOT } from './prepare.mjs'

/** Next writes it with each build: per page, the chunks that its HTML asks for, layouts and the framework included. */
const STATS = join(ROOT, '.next/diagnostics/route-bundle-stats.json')

/**
 * Weighs the pages of the last build and prints the table.
 * @param {{ say: (line: string) => void }} options
 * @throws an error with a sentence for each page that is too heavy
 */
export async function checkBudget({ say }) {
  if (!existsSync(STATS)) {
    throw new Error(
      'There is no build to weigh: run npm start or npm test first. (Next wrote no route-bundle-stats.json.)',
    )
  }
  const budget = readJson(join(ROOT, 'budget.json'))
  const pages = readJson(STATS).map(({ route, firstLoadChunkPaths }) => ({
    route,
    files: firstLoadChunkPaths,
  }))
  const weights = weighPages({ pages, budget, sizeOf: weigher() })
  for (const line of budgetTable(weights)) say(line)
  const problems = weights.flatMap(({ problem }) => problem ?? [])
  if (problems.length > 0) throw new Error(problems.join('\n'))
}

/** Gzipped bytes by file; each file is read once. Style sheets are not JavaScript. */
function weigher() {
  const known = new Map()
  return (file) => {
    if (!file.endsWith('.js')) return 0
    if (!known.has(file)) known.set(file, gzipSync(readFileSync(join(ROOT, file))).length)
    return known.get(file)
  }
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await checkBudget({ say: console.log }).catch((error) => {
    console.error(`\n${error.message}`)
    process.exitCode = 1
  })
}

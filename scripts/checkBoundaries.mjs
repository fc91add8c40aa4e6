// Checks the import rules of .dependency-cruiser.cjs, and that the check really read every source file: a parser
// that fails quietly (as dependency-cruiser does with a TypeScript that it does not know) prints a green tick too.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cruise } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const SOURCE = /\.(?:ts|tsx|mts|mjs|cjs)$/
const WITH_IMPORT = /^\s*(?:import|export)\b[^'"]*\bfrom\s*['"]|^\s*import\s*['"]/m

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => SOURCE.test(file) && existsSync(file))

const options = await extractDepcruiseOptions('./.dependency-cruiser.cjs')
const { output } = await cruise(files, options, undefined, { tsConfig: extractTSConfig('./tsconfig.json') })

const read = new Map(output.modules.map((module) => [module.source, module]))
const unread = files.filter((file) => !read.has(file))
const blind = files.filter(
  (file) => read.get(file)?.dependencies.length === 0 && WITH_IMPORT.test(readFileSync(file, 'utf8')),
)

for (const { from, to, rule, cycle, via } of output.summary.violations) {
  const path = (cycle ?? via ?? []).map((step) => step.name ?? step)
  const trail = path.length > 0 ? [from, ...path] : [from, to]
  const { comment } = options.ruleSet.forbidden.find(({ name }) => name === rule.name) ?? {}
  console.log(`${rule.name}: ${trail.join(' → ')}\n  ${comment ?? ''}`)
}
for (const file of unread) console.log(`not read: ${file}`)
for (const file of blind) console.log(`read as if it imported nothing: ${file}`)

const imports = output.summary.totalDependenciesCruised
const bad = output.summary.violations.length + unread.length + blind.length
console.log(`${files.length} files read, ${imports} imports followed, ${bad} wrong`)
if (files.length === 0 || bad > 0) process.exitCode = 1

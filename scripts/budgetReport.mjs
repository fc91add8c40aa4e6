// What the JavaScript of each page weighs, and whether that is within the budget.

/**
 * In kB of 1,000 bytes, gzipped. `first_kb`: what a page that stands `alone` loads in all, and what the other pages, those of
 * the desk, have in common. `route_kb`: what a page of the desk adds to that.
 * @typedef {{ first_kb: number, route_kb: number, alone: string[] }} Budget
 * @typedef {{ route: string, files: string[] }} Page
 * @typedef {{ name: string, first: number, added: number | null, problem: string | null }} Weight `added` null: it stands alone
 */

/** How the part that all pages of the desk have in common is called. */
export const DESK = 'the desk'

/**
 * Weighs what people load first, and what each page of the desk adds to it.
 * @param {{ pages: Page[], budget: Budget, sizeOf: (file: string) => number }} given `sizeOf`: gzipped, in bytes
 * @returns {Weight[]}
 * @throws when a page of the budget was not built, or nothing of the desk
 */
export function weighPages({ pages, budget, sizeOf }) {
  const missing = budget.alone.find((route) => !pages.some((page) => page.route === route))
  if (missing !== undefined) {
    throw new Error(`budget.json names ${missing}, but there is no such page in the build: mend budget.json.`)
  }
  const alone = pages.filter(({ route }) => budget.alone.includes(route))
  const desk = pages.filter(({ route }) => !budget.alone.includes(route))
  if (desk.length === 0) throw new Error('There is no page of the desk in the build: nothing was weighed.')
  const common = desk.map(({ files }) => new Set(files)).reduce(both)
  const weigh = (files) => [...new Set(files)].reduce((total, file) => total + sizeOf(file), 0)
  const tooMuch = (what, bytes, max) =>
    bytes > max * 1000
      ? `${what} ${kb(bytes)} kB of JavaScript; the budget is ${max} kB. Load what is not needed at once lazily.`
      : null

  const frame = weigh(common)
  return [
    ...alone.map(({ route, files }) => {
      const first = weigh(files)
      return { name: route, first, added: null, problem: tooMuch(`${route} loads`, first, budget.first_kb) }
    }),
    {
      name: DESK,
      first: frame,
      added: null,
      problem: tooMuch('All pages of the desk load', frame, budget.first_kb),
    },
    ...desk
      .map(({ route, files }) => {
        const added = weigh(files.filter((file) => !common.has(file)))
        const problem = tooMuch(`${route} adds`, added, budget.route_kb)
        return { name: route, first: frame + added, added, problem }
      })
      .sort((a, b) => b.added - a.added),
  ]
}

/**
 * The weights as a table for people.
 * @param {Weight[]} weights
 * @returns {string[]} lines
 */
export function budgetTable(weights) {
  const width = Math.max(...weights.map(({ name }) => name.length))
  const line = (name, first, added, end) =>
    `${name.padEnd(width)}  ${first.padStart(9)}  ${added.padStart(9)}${end}`.trimEnd()
  return [
    line('page', 'in all', 'adds', ''),
    ...weights.map(({ name, first, added, problem }) =>
      line(name, `${kb(first)} kB`, added === null ? '' : `${kb(added)} kB`, problem ? '  too much' : ''),
    ),
  ]
}

/** What both have; Node 20 has no Set.intersection. */
const both = (a, b) => new Set([...a].filter((item) => b.has(item)))

const kb = (bytes) => (bytes / 1000).toFixed(1)

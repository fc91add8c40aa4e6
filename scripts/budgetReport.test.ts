import { expect, test } from 'vitest'
import { budgetTable, weighPages } from './budgetReport.mjs'

const KB: Record<string, number> = { frame: 100, desk: 100, list: 40, chart: 30, form: 20, door: 110 }
const sizeOf = (file: string) => (KB[file] ?? 0) * 1000
const budget = { first_kb: 250, route_kb: 80, alone: ['/sign-in'] }
const pages = [
  { route: '/sign-in', files: ['frame', 'form'] },
  { route: '/', files: ['frame', 'desk', 'list', 'chart', 'chart'] },
  { route: '/crates', files: ['frame', 'desk', 'list'] },
  { route: '/account', files: ['frame', 'desk', 'form'] },
]

test('what pages have in common is the desk; each page adds the rest, counted once', () => {
  expect(weighPages({ pages, budget, sizeOf })).toEqual([
    { name: '/sign-in', first: 120_000, added: null, problem: null },
    { name: 'the desk', first: 200_000, added: null, problem: null },
    { name: '/', first: 270_000, added: 70_000, problem: null },
    { name: '/crates', first: 240_000, added: 40_000, problem: null },
    { name: '/account', first: 220_000, added: 20_000, problem: null },
  ])
})

test('a page that stands alone is weighed in all', () => {
  const heavy = pages.map((page) =>
    page.route === '/sign-in' ? { ...page, files: ['frame', 'desk', 'door'] } : page,
  )
  const [door] = weighPages({ pages: heavy, budget, sizeOf })
  expect(door?.problem).toContain('/sign-in loads 310.0 kB of JavaScript; the budget is 250 kB.')
})

test.each([
  [
    { ...budget, first_kb: 199 },
    'the desk',
    'All pages of the desk load 200.0 kB of JavaScript; the budget is 199 kB.',
  ],
  [{ ...budget, route_kb: 69 }, '/', '/ adds 70.0 kB of JavaScript; the budget is 69 kB.'],
])('%j is too little for %s, and the sentence says so', (small, name, sentence) => {
  const heavy = weighPages({ pages, budget: small, sizeOf }).filter(({ problem }) => problem !== null)
  expect(heavy.map((weight) => weight.name)).toEqual([name])
  expect(heavy[0]?.problem).toContain(sentence)
})

test('a page that was renamed is noticed, and so is a build without a desk', () => {
  const renamed = { ...budget, alone: ['/login'] }
  expect(() => weighPages({ pages, budget: renamed, sizeOf })).toThrow('budget.json names /login')
  const onlyDoor = pages.slice(0, 1)
  expect(() => weighPages({ pages: onlyDoor, budget, sizeOf })).toThrow('nothing was weighed')
})

test('the table has a line for each, and marks what is too much', () => {
  const lines = budgetTable(weighPages({ pages, budget: { ...budget, route_kb: 69 }, sizeOf }))
  expect(lines).toHaveLength(6)
  expect(lines.filter((line) => line.endsWith('too much'))).toEqual([
    expect.stringMatching(/^\/ +270\.0 kB +70\.0 kB {2}too much$/),
  ])
})

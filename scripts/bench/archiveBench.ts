import { Command, InvalidArgumentError } from 'commander'
import { CRATE_SORTS, CratePage } from '../../lib/domains/archive/contract/crate.ts'
import { createDemoClient, type DemoClient } from '../commands/traffic/demoClient.ts'
import { say, sayInPlace } from '../commands/say.ts'
import { formatResults } from './formatResults.ts'
import { measure, type BenchCase } from './measure.ts'

interface Options {
  readonly url: string
  readonly rounds: number
  readonly json?: true
}

/** What a list of the archive may take at the median, in times of the baseline. */
const LIMIT = 20
const LARGE = 50_000

/** `bench archive`: lists, searches, counts and charts of a large demo, for a reader of one unit and for one of all. */
export function archiveBench(): Command {
  return new Command('archive')
    .description(
      'Lists, searches and counts of a server that holds the large demo (`wardline demo --size large`).',
    )
    .option('--url <address>', 'where Wardline is, built for production', 'http://127.0.0.1:3000')
    .option('--rounds <count>', 'how often each thing is asked for', readRounds, 30)
    .option('--json', 'write the results as JSON')
    .action(async ({ url, rounds, json }: Options) => {
      const clerk = createDemoClient(url, 'clerk.surgery@wardline.test')
      const admin = createDemoClient(url, 'admin@wardline.test')
      const { total = 0 } = CratePage.parse(await clerk.get('/api/archive/crates?limit=1&offset=0'))
      if (total < LARGE) throw new Error(`Surgery holds ${total} crates: this wants the large demo.`)
      const cases = [...casesOf('clerk', clerk, total), ...casesOf('admin', admin, total)]
      const results = await measure(cases, {
        // The cheapest thing that does what all of them do: a session looked up, one trivial query, a short answer.
        baseline: { name: 'baseline: GET /api/units', run: () => clerk.get('/api/units') },
        rounds,
        onRound: (round) => sayInPlace(`round ${round} of ${rounds}`),
      })
      say(json ? JSON.stringify(results, null, 2) : formatResults(results, LIMIT))
      if (results.some(({ ratio }) => ratio > LIMIT)) process.exitCode = 1
    })
}

function casesOf(who: string, client: DemoClient, total: number): BenchCase[] {
  const deep = Math.floor(total * 0.9)
  const crates = (query: string) => `/api/archive/crates?limit=50&${query}`
  const paths: Record<string, string> = {
    'first page': crates('offset=0'),
    'deep page': crates(`offset=${deep}`),
    'next page of a script': crates(''),
    ...Object.fromEntries(
      CRATE_SORTS.flatMap((sort) => [
        [`by ${sort}, first page`, crates(`sort=${sort}&offset=0`)],
        [`by ${sort} turned round, deep page`, crates(`sort=-${sort}&offset=${deep}`)],
      ]),
    ),
    'filter: state': crates('status=requested&offset=0'),
    'filter: state of most': crates('status=stored&offset=0'),
    'filter: place': crates('location=Basement%20B2,%20aisle%207&offset=0'),
    'filter: days': crates('created_from=2024-01-01&created_to=2024-06-30&offset=0'),
    'filter: retention over': crates('retention_over=true&offset=0'),
    'search: a number': crates('q=CR-2024-1234&offset=0'),
    'search: a word of few': crates('q=implant&offset=0'),
    'search: a word of many': crates('q=theatre&offset=0'),
    'search: two letters': crates('q=MR&offset=0'),
    count: '/api/archive/crates?limit=1&offset=0',
    summary: '/api/archive/summary',
    trends: '/api/archive/trends',
    'requests, first page': '/api/archive/requests?limit=50&offset=0',
    'requests, waiting': '/api/archive/requests?limit=50&offset=0&waiting=true',
  }
  return Object.entries(paths).map(([name, path]) => ({
    name: `${who}: ${name}`,
    run: () => client.get(path),
  }))
}

function readRounds(text: string): number {
  const rounds = Number(text)
  if (Number.isInteger(rounds) && rounds > 0) return rounds
  throw new InvalidArgumentError('A whole number above 0.')
}

import { VERDICT_NAMES, type Judgement } from '../judge.ts'
import type { Heard, Line, Said, Talk } from './talk.ts'

/** Holds what was said against what everybody saw: each message once, in one order for all, live and after a reload. */
export function judgeTalk(talk: Talk): Judgement {
  const none = Object.fromEntries(VERDICT_NAMES.map((name) => [name, []])) as unknown as Judgement
  return {
    ...none,
    lost: lost(talk),
    phantom: phantom(talk),
    leaked: talk.overheard.map((what) => `a stranger heard ${what}`),
    skipped: talk.heard.flatMap(({ name, holes }) => holes.map((hole) => `${name}: ${hole}`)),
    'out of order': [...notInOrder(talk), ...sendersOrder(talk), ...notOneOrder(talk)],
    'doubled effect': doubled(talk),
    diverged: diverged(talk),
    undecided: talk.said
      .filter(({ knownAt }) => knownAt === null)
      .map(({ id }) => `${id} was never answered`),
  }
}

/** Everybody's screens, both kinds. */
const screens = ({ heard }: Talk): { readonly name: string; readonly lines: readonly Line[] }[] =>
  heard.flatMap(({ name, live, reloaded }) => [
    { name: `${name}, live`, lines: live },
    { name: `${name}, after a reload`, lines: reloaded },
  ])

function lost(talk: Talk): string[] {
  const known = talk.said.filter(({ knownAt }) => knownAt !== null)
  return screens(talk).flatMap(({ name, lines }) => {
    const there = new Set(lines.map(({ content }) => content))
    return known.filter(({ id }) => !there.has(id)).map(({ id }) => `${name}: ${id} is not there`)
  })
}

function phantom(talk: Talk): string[] {
  const said = new Set(talk.said.map(({ id }) => id))
  return screens(talk).flatMap(({ name, lines }) =>
    lines.filter(({ content }) => !said.has(content)).map(({ number }) => `${name}: nobody said #${number}`),
  )
}

function doubled(talk: Talk): string[] {
  const shown = screens(talk).flatMap(({ name, lines }) =>
    repeated(lines.map(({ content }) => content)).map((id) => `${name}: ${id} is there twice`),
  )
  const came = talk.heard.flatMap(({ name, arrived }) =>
    arrived.flatMap((run) =>
      repeated(run.map(({ content }) => content)).map((id) => `${name}: ${id} came twice`),
    ),
  )
  return [...shown, ...came]
}

function repeated(all: readonly string[]): string[] {
  const seen = new Set<string>()
  return all.filter((one) => seen.has(one) || !seen.add(one))
}

/** As they came, and without gaps in the table. */
function notInOrder({ heard, stored }: Talk): string[] {
  const [first = 0] = stored
  const gaps = stored
    .filter((number, place) => number !== first + place)
    .slice(0, 1)
    .map((number) => `the table's numbers have a gap before #${number}`)
  const late = heard.flatMap(({ name, arrived }) =>
    arrived.flatMap((run) =>
      run
        .filter(({ number }, place) => number <= (run[place - 1]?.number ?? 0))
        .map(({ number }) => `${name}: #${number} came after a later one`),
    ),
  )
  return [...gaps, ...late]
}

/** Each sender wrote one after the other; so must it be read. */
function sendersOrder({ said, heard }: Talk): string[] {
  const written = new Map<string, Said[]>()
  for (const one of said) written.set(one.sender, [...(written.get(one.sender) ?? []), one])
  return heard.flatMap(({ name, reloaded }) => {
    const placeOf = new Map(reloaded.map(({ content }, place) => [content, place]))
    return [...written.values()].flatMap((own) => {
      const places = own.flatMap(({ id }) => placeOf.get(id) ?? [])
      const isWrong = places.some((place, at) => place < (places[at - 1] ?? 0))
      return isWrong ? [`${name}: what ${own[0]?.sender} said is not in their order`] : []
    })
  })
}

/** After a reload all have the same before them. */
function notOneOrder({ heard }: Talk): string[] {
  const [first, ...others] = heard
  if (first === undefined) return []
  const wanted = orderOf(first)
  return others
    .filter((other) => orderOf(other) !== wanted)
    .map(({ name }) => `${name} has another order than ${first.name}`)
}

const orderOf = ({ reloaded }: Heard): string =>
  reloaded.map(({ number, content }) => `${number} ${content}`).join('\n')

function diverged({ heard }: Talk): string[] {
  return heard.flatMap(({ name, live, reloaded }) => {
    const fresh = new Map(reloaded.map(({ number, content }) => [number, content]))
    return live
      .filter(({ number, content }) => fresh.get(number) !== content)
      .map(({ number }) => `${name}: #${number} says something else after a reload`)
  })
}

import type { Door, DoorParams } from './door.ts'
import { MAIN_PATH } from './door.ts'

/** Where an upgrade goes. `main` is the multiplexed path. */
export interface DoorMatch {
  readonly door: Door | 'main'
  readonly path: string
  readonly params: DoorParams
}

const PARAM = /^\{(\w+)\}$/
const VALUE = /^[A-Za-z0-9_-]{1,64}$/

const MAIN: DoorMatch = { door: 'main', path: MAIN_PATH, params: {} }

/** Finds doors by path, with and without the last slash. Throws when two doors have the same path. */
export function createDoorTable(doors: readonly Door[]): (pathname: string) => DoorMatch | null {
  const compiled = doors.map((door) => ({ door, words: wordsOf(door.path) }))
  const shapes = new Set([wordsOf(MAIN_PATH).join('/')])
  for (const { door, words } of compiled) {
    const shape = words.map((word) => (PARAM.test(word) ? '{}' : word)).join('/')
    if (shapes.has(shape)) throw new Error(`two doors at ${door.path}`)
    shapes.add(shape)
  }
  return (pathname) => {
    if (pathname === MAIN_PATH || pathname === `${MAIN_PATH}/`) return MAIN
    const given = wordsOf(pathname)
    for (const { door, words } of compiled) {
      const params = fit(words, given)
      if (params !== null) return { door, path: door.path, params }
    }
    return null
  }
}

/** The path's words; one last slash does not count, an empty word elsewhere never fits. */
const wordsOf = (path: string): string[] => path.replace(/^\//, '').replace(/\/$/, '').split('/')

function fit(words: readonly string[], given: readonly string[]): DoorParams | null {
  if (words.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [at, word] of words.entries()) {
    const value = given[at] ?? ''
    const name = PARAM.exec(word)?.[1]
    if (name === undefined ? word !== value : !VALUE.test(value)) return null
    if (name !== undefined) params[name] = value
  }
  return params
}

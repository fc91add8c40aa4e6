import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from './harness/test.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const SOME_ID = '01936b5e-8f3a-7c21-9d4e-2b6f8a0c1d3e'

/** Every address of the API with the methods that its file does not export. */
const WRONG = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('/route.ts'))
  .map((file) => {
    const source = readFileSync(`app/api/${file}`, 'utf8')
    const path = `/api/${file.slice(0, -'/route.ts'.length)}`
      .replace('[...nextauth]', 'session')
      .replace(/\[\w+\]/g, SOME_ID)
    const methods = METHODS.filter(
      (method) => !new RegExp(String.raw`^export (const|.*\bas) ${method}\b`, 'm').test(source),
    )
    return { path, methods }
  })

test('every address of the API answers a method that it does not take with 405, and does nothing', async ({
  wardline,
}) => {
  expect(WRONG.length).toBeGreaterThan(40)
  const wrong = await Promise.all(
    WRONG.flatMap(({ path, methods }) =>
      methods.map(async (method) => {
        const { status } = await fetch(wardline.url + path, { method })
        return status === 405 ? null : `${method} ${path}: ${status}`
      }),
    ),
  )
  expect(wrong.filter((one) => one !== null)).toEqual([])
})

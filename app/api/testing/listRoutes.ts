import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RouteHandler } from '@/lib/platform/http/routeDefinition.ts'

/** One method of one address. */
export interface ListedRoute {
  /** As in `GET /api/archive/crates/[id]`. */
  readonly name: string
  readonly method: string
  readonly path: string
  readonly handler: RouteHandler
}

const API = fileURLToPath(new URL('..', import.meta.url))
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/** Every route under `app/api`, read off the files: a new one is in it by itself. */
export async function listRoutes(): Promise<readonly ListedRoute[]> {
  const files = (await readdir(API, { recursive: true })).filter((file) => /(^|\/)route\.ts$/.test(file))
  const routes = await Promise.all(
    files.toSorted().map(async (file) => {
      const exported = (await import(/* @vite-ignore */ join(API, file))) as Record<string, RouteHandler>
      const path = `/api/${dirname(file)}`
      return METHODS.flatMap((method) => {
        const handler = exported[method]
        return handler ? [{ name: `${method} ${path}`, method, path, handler }] : []
      })
    }),
  )
  return routes.flat()
}

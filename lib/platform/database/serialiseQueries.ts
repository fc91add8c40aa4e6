import type pg from 'pg'

/**
 * From now on each query of the connection is sent when the one before has been answered. Prisma asks for the parts of an
 * `include` all at once, also within a transaction, and from version 9 on pg takes one query at a time. `onQuery` is told of each.
 */
export function serialiseQueries(client: pg.ClientBase, onQuery: () => void = () => {}): void {
  const send: (...query: unknown[]) => unknown = client.query.bind(client)
  let turn: Promise<unknown> = Promise.resolve()
  let underWay = 0

  Reflect.set(client, 'query', (...query: unknown[]): unknown => {
    onQuery()
    // Callers that hand over a callback or a query of their own are pg's: they wait by themselves.
    if (typeof query.at(-1) === 'function' || isSubmittable(query[0])) return send(...query)
    const answered = underWay === 0 ? send(...query) : turn.then(() => send(...query))
    underWay += 1
    turn = Promise.resolve(answered).then(done, done)
    return answered
  })

  function done(): void {
    underWay -= 1
  }
}

const isSubmittable = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'submit' in query && typeof query.submit === 'function'

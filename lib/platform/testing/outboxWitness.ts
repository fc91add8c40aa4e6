import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import type { LiveModel } from '../../realtime/server/liveDomain.ts'
import { captureArguments, type ModelTable } from '../live/captureSql.ts'
import type { Query } from './rowFactory.ts'

interface State {
  /** By `Model id`: what is captured of the row. */
  readonly rows: ReadonlyMap<string, unknown>
  /** By `Model id`: stands for all of the row. */
  readonly prints: ReadonlyMap<string, string>
}

/**
 * Watches whether the outbox tells the truth: replayed on the live tables as they were, it must lead to what they are,
 * name every row that changed and no other.
 */
export class OutboxWitness {
  readonly #query: Query
  readonly #stateSql: string
  #before: State | null = null

  constructor(
    query: Query,
    models: Readonly<Record<string, LiveModel>>,
    tables: Readonly<Record<string, ModelTable>>,
  ) {
    this.#query = query
    this.#stateSql = Object.entries(models)
      .map(([name, model]) => {
        const table = tables[name]
        if (table === undefined) throw new Error(`${name} is no model`)
        const fields = captureArguments(name, model, table)
          .slice(1)
          .map((arg) => arg.split(':'))
          .map(([field, column]) => `'${field}', to_jsonb(t) -> '${column}'`)
        return `SELECT '${name} ' || t.id AS key, jsonb_build_object(${fields.join(', ')}) AS row, t::text AS print
                  FROM "${table.table}" t`
      })
      .join(' UNION ALL ')
  }

  async start(): Promise<void> {
    await this.#query('DELETE FROM live_outbox')
    this.#before = await this.#state()
  }

  /** Returns how many changes were announced; with `of` only those of that model: others may follow from them. */
  async check(of?: string): Promise<number> {
    const before = this.#before
    if (before === null) throw new Error('start() first')
    const after = await this.#state()
    const records = (await this.#query('SELECT model, before, after FROM live_outbox ORDER BY id')) as {
      model: string
      before: { id: string } | null
      after: { id: string } | null
    }[]
    const replayed = new Map(before.rows)
    const named = new Set<string>()
    for (const record of records) {
      if (record.before !== null) {
        const key = `${record.model} ${record.before.id}`
        // Ten thousand times over: expect() only where it would fail.
        const known = replayed.get(key)
        if (!isDeepStrictEqual(known, record.before)) expect(known).toEqual(record.before)
        replayed.delete(key)
        named.add(key)
      }
      if (record.after !== null) {
        const key = `${record.model} ${record.after.id}`
        if (replayed.has(key)) expect.fail(`${key} was announced as new, but it was there`)
        replayed.set(key, record.after)
        named.add(key)
      }
    }
    if (!isDeepStrictEqual(replayed, after.rows)) expect(replayed).toEqual(after.rows)
    const changed = [...new Set([...before.prints.keys(), ...after.prints.keys()])].filter(
      (key) => before.prints.get(key) !== after.prints.get(key),
    )
    expect(changed.filter((key) => !named.has(key))).toEqual([])
    return records.filter(({ model }) => of === undefined || model === of).length
  }

  async #state(): Promise<State> {
    const rows = (await this.#query(this.#stateSql)) as { key: string; row: unknown; print: string }[]
    return {
      rows: new Map(rows.map(({ key, row }) => [key, row])),
      prints: new Map(rows.map(({ key, print }) => [key, print])),
    }
  }
}

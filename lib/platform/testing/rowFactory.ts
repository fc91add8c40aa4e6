import { v7 as uuid } from 'uuid'
import type { readDatamodel } from '../../../scripts/readModelTables.ts'

export type Datamodel = Awaited<ReturnType<typeof readDatamodel>>
export type DataField = Datamodel['models'][number]['fields'][number]
export type Row = Record<string, unknown> & { id: string }
export type Query = (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>

/** Above all that rows are made with. */
const FRESH_NUMBERS = 1_000_000_000

/** Makes valid rows of any model from nothing but the schema: required fields get fresh values, required parents exist. */
export class RowFactory {
  readonly #datamodel: Datamodel
  readonly #query: Query
  #count = 0

  constructor(datamodel: Datamodel, query: Query) {
    this.#datamodel = datamodel
    this.#query = query
  }

  /** Scalar fields of rows that are not written yet; their parents are. */
  async rows(name: string, count: number): Promise<Row[]> {
    const rows = Array.from({ length: count }, () => this.#scalars(name))
    for (const relation of this.parents(name).filter((field) => field.isRequired)) {
      const parents = await this.seed(relation.type, this.#mustDiffer(name, relation) ? count : 1)
      for (const [n, row] of rows.entries()) {
        Object.assign(row, this.keyOf(relation, parents[n % parents.length] ?? parents[0] ?? { id: '' }))
      }
    }
    return rows
  }

  /** Writes rows by hand. */
  async seed(name: string, count: number): Promise<Row[]> {
    const rows = await this.rows(name, count)
    const { sql, values } = this.insertSql(name, rows)
    await this.#query(sql, values)
    return rows
  }

  insertSql(name: string, rows: readonly Row[]): { sql: string; values: [string] } {
    const { table, columns } = this.table(name)
    const keys = Object.keys(rows[0] ?? {})
    const list = keys.map((key) => `"${columns[key]}"`).join(', ')
    const byColumn = rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [columns[key] ?? key, asJson(value)])),
    )
    return {
      sql: `INSERT INTO "${table}" (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
      values: [JSON.stringify(byColumn)],
    }
  }

  /** Field and value of a change that means something: a text, a number or bytes, else another parent. */
  async mutation(name: string): Promise<Record<string, unknown>> {
    const foreign = new Set(this.parents(name).flatMap((field) => field.relationFromFields ?? []))
    const own = this.model(name).fields.filter(
      (field) => field.kind === 'scalar' && !field.isId && !field.isUnique && !foreign.has(field.name),
    )
    // An id names something, whether the schema says what or the database alone does.
    const text = own.find((field) => field.type === 'String' && field.nativeType?.[0] !== 'Uuid')
    if (text !== undefined) return { [text.name]: uuid() }
    const number = own.find((field) => field.type === 'Int' || field.type === 'BigInt')
    if (number !== undefined) return { [number.name]: FRESH_NUMBERS + (this.#count += 1) }
    const bytes = own.find((field) => field.type === 'Bytes')
    if (bytes !== undefined) return { [bytes.name]: Buffer.from(uuid()) }
    const relation = this.parents(name).at(-1)
    if (relation === undefined) throw new Error(`${name} has nothing that could change`)
    const [parent] = await this.seed(relation.type, 1)
    return this.keyOf(relation, parent ?? { id: '' })
  }

  /** The row as Prisma's nested writes want it: parents connected instead of their keys. `without`: one left open. */
  asRelations(name: string, row: Record<string, unknown>, without?: string): Record<string, unknown> {
    const data: Record<string, unknown> = { ...row }
    for (const relation of this.parents(name)) {
      const [from = ''] = relation.relationFromFields ?? []
      const [to = 'id'] = relation.relationToFields ?? []
      if (relation.name !== without && row[from] !== undefined)
        data[relation.name] = { connect: { [to]: row[from] } }
    }
    for (const key of this.parents(name).flatMap((field) => field.relationFromFields ?? [])) delete data[key]
    return data
  }

  /** The child's key fields that point at a parent. */
  keyOf(relation: DataField, parent: Row): Record<string, unknown> {
    const to = relation.relationToFields ?? []
    return Object.fromEntries(
      (relation.relationFromFields ?? []).map((from, n) => [from, parent[to[n] ?? 'id']]),
    )
  }

  /** Relations in which the model holds the key. */
  parents(name: string): DataField[] {
    return this.model(name).fields.filter((field) => (field.relationFromFields ?? []).length > 0)
  }

  /** Relations in which another model holds the key, with its field. */
  children(name: string): { field: DataField; inverse: DataField }[] {
    return this.model(name).fields.flatMap((field) => {
      if (field.kind !== 'object' || (field.relationFromFields ?? []).length > 0) return []
      const inverse = this.parents(field.type).find((other) => other.relationName === field.relationName)
      return inverse === undefined ? [] : [{ field, inverse }]
    })
  }

  model(name: string): Datamodel['models'][number] {
    const found = this.#datamodel.models.find((model) => model.name === name)
    if (found === undefined) throw new Error(`${name} is no model`)
    return found
  }

  table(name: string): { table: string; columns: Record<string, string> } {
    const model = this.model(name)
    return {
      table: model.dbName ?? model.name,
      columns: Object.fromEntries(model.fields.map((field) => [field.name, field.dbName ?? field.name])),
    }
  }

  /** Empties the given models' tables, children first. */
  async clear(names: readonly string[]): Promise<void> {
    const depth = (name: string): number =>
      1 + Math.max(0, ...this.parents(name).map((field) => (field.type === name ? 0 : depth(field.type))))
    const tables = names.toSorted((a, b) => depth(b) - depth(a)).map((name) => this.table(name).table)
    await this.#query(tables.map((table) => `DELETE FROM "${table}"`).join(';'))
  }

  /** Whether rows under the same parent would collide: a unique key made of nothing but parents' keys. */
  #mustDiffer(name: string, relation: DataField): boolean {
    const foreign = new Set(this.parents(name).flatMap((field) => field.relationFromFields ?? []))
    const { fields: all, uniqueFields } = this.model(name)
    const single = all.filter((field) => field.isUnique).map((field) => [field.name])
    const keys = [...uniqueFields, ...single].filter((fields) => fields.every((field) => foreign.has(field)))
    return keys.some((fields) => relation.relationFromFields?.includes(fields.at(-1) ?? ''))
  }

  #scalars(name: string): Row {
    const foreign = new Set(this.parents(name).flatMap((field) => field.relationFromFields ?? []))
    const fields = this.model(name).fields.filter(
      (field) => field.kind !== 'object' && field.isRequired && !foreign.has(field.name),
    )
    const values = fields
      .filter((field) => field.isId || !field.hasDefaultValue)
      .map((field) => [field.name, this.#value(field)])
    return { id: '', ...Object.fromEntries(values) }
  }

  #value(field: DataField): unknown {
    this.#count += 1
    if (field.isList) return []
    if (field.kind === 'enum')
      return this.#datamodel.enums.find((one) => one.name === field.type)?.values[0]?.name
    if (field.type === 'String') return field.isId ? uuid() : `text ${this.#count} ${uuid()}`
    if (field.type === 'Boolean') return true
    if (field.type === 'DateTime') return new Date(Date.UTC(2030, 0, 1) + this.#count).toISOString()
    if (field.type === 'Json') return { n: this.#count }
    if (field.type === 'Bytes') return Buffer.from(`bytes ${this.#count}`)
    return this.#count
  }
}

/** PostgreSQL reads bytes from JSON in its hexadecimal form. */
const asJson = (value: unknown): unknown =>
  value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value

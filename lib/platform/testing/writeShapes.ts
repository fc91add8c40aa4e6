import type { WardlineTx } from '../database/createDatabase.ts'
import type { Row, RowFactory } from './rowFactory.ts'

type Operation =
  | 'create'
  | 'createMany'
  | 'createManyAndReturn'
  | 'update'
  | 'updateMany'
  | 'updateManyAndReturn'
  | 'upsert'
  | 'delete'
  | 'deleteMany'
type Delegate = Record<Operation, (args: object) => Promise<unknown>>

/** A way to write: prepares rows, and returns the write itself, to be run wherever the test wants it. */
export interface WriteShape {
  readonly name: string
  prepare(): Promise<(client: WardlineTx) => Promise<unknown>>
}

/** Every way to write the model itself. */
export function plainShapes(factory: RowFactory, model: string): WriteShape[] {
  const on = (client: WardlineTx) => delegate(client, model)
  const fresh = (count: number) => factory.rows(model, count)
  const existing = () => factory.seed(model, 2)
  const ids = (rows: readonly Row[]) => ({ id: { in: rows.map((row) => row.id) } })
  const where = (rows: readonly Row[]) => ({ id: rows[0]?.id })
  const shape = <T>(
    name: string,
    make: () => Promise<T>,
    write: (client: WardlineTx, made: T) => Promise<unknown>,
  ) => ({
    name,
    prepare: async () => {
      const made = await make()
      return (client: WardlineTx) => write(client, made)
    },
  })
  const change = async () => ({ rows: await existing(), data: await factory.mutation(model) })
  const { table } = factory.table(model)

  return [
    shape(
      'create',
      () => fresh(1),
      (client, [data]) => on(client).create({ data }),
    ),
    shape(
      'createMany',
      () => fresh(3),
      (client, data) => on(client).createMany({ data }),
    ),
    shape(
      'createManyAndReturn',
      () => fresh(3),
      (client, data) => on(client).createManyAndReturn({ data }),
    ),
    shape('update', change, (client, { rows, data }) => on(client).update({ where: where(rows), data })),
    shape('updateMany', manyChange(factory, model), (client, { rows, data }) =>
      on(client).updateMany({ where: ids(rows), data }),
    ),
    shape('updateManyAndReturn', manyChange(factory, model), (client, { rows, data }) =>
      on(client).updateManyAndReturn({ where: ids(rows), data }),
    ),
    shape(
      'upsert of a new row',
      () => fresh(1),
      (client, [row]) => on(client).upsert({ where: { id: row?.id }, create: row, update: {} }),
    ),
    shape(
      'upsert of an old row',
      async () => ({ ...(await change()), create: (await fresh(1))[0] }),
      (client, { rows, data, create }) => on(client).upsert({ where: where(rows), create, update: data }),
    ),
    shape('delete', existing, (client, rows) => on(client).delete({ where: where(rows) })),
    shape('deleteMany', existing, (client, rows) => on(client).deleteMany({ where: ids(rows) })),
    shape(
      'create, update and delete of one row',
      async () => ({
        row: (await fresh(1))[0],
        kept: (await fresh(1))[0],
        data: await factory.mutation(model),
      }),
      async (client, { row, kept, data }) => {
        await on(client).create({ data: row })
        await on(client).create({ data: kept })
        await on(client).update({ where: { id: row?.id }, data })
        await on(client).delete({ where: { id: row?.id } })
      },
    ),
    shape(
      'raw INSERT',
      () => fresh(2),
      (client, rows) => {
        const { sql, values } = factory.insertSql(model, rows)
        return client.$executeRawUnsafe(sql, ...values)
      },
    ),
    shape('raw UPDATE', change, (client, { rows, data }) =>
      rawUpdate(client, factory, { model, row: rows[0], data }),
    ),
    shape('raw DELETE', existing, (client, rows) =>
      client.$executeRawUnsafe(
        `DELETE FROM "${table}" WHERE id = ANY($1::uuid[])`,
        rows.map((row) => row.id),
      ),
    ),
    shape('raw DELETE with RETURNING', existing, (client, rows) =>
      client.$queryRawUnsafe(`DELETE FROM "${table}" WHERE id = $1::uuid RETURNING id`, rows[0]?.id),
    ),
  ]
}

/** Every way to write the model through its relations to other live models. */
export function nestedShapes(
  factory: RowFactory,
  model: string,
  isLive: (name: string) => boolean,
): WriteShape[] {
  return [...parentShapes(factory, model), ...childShapes(factory, model, isLive)]
}

function parentShapes(factory: RowFactory, model: string): WriteShape[] {
  return factory.parents(model).flatMap((relation): WriteShape[] => {
    const { name, type } = relation
    const { table } = factory.table(type)
    /** A row of ours under a parent of its own. */
    const family = async (): Promise<{ row: Row; parent: Row }> => {
      const [parent] = await factory.seed(type, 1)
      const [row] = await factory.rows(model, 1)
      if (parent === undefined || row === undefined) throw new Error('unreachable')
      return { row: { ...row, ...factory.keyOf(relation, parent) }, parent }
    }
    const write = (client: WardlineTx, row: Row) => {
      const { sql, values } = factory.insertSql(model, [row])
      return client.$executeRawUnsafe(sql, ...values)
    }
    const shapes: WriteShape[] = [
      {
        name: `create with a nested create of ${name}`,
        prepare: async () => {
          const [row] = await factory.rows(model, 1)
          const [parent] = await factory.rows(type, 1)
          if (row === undefined || parent === undefined) throw new Error('unreachable')
          const data = {
            ...factory.asRelations(model, row, name),
            [name]: { create: factory.asRelations(type, parent) },
          }
          return (client) => delegate(client, model).create({ data })
        },
      },
      {
        name: `connect to another ${name}`,
        prepare: async () => {
          const [row] = await factory.seed(model, 1)
          const [other] = await factory.seed(type, 1)
          return (client) =>
            delegate(client, model).update({
              where: { id: row?.id },
              data: { [name]: { connect: { id: other?.id } } },
            })
        },
      },
      {
        name: `a change of the key of ${name} by hand`,
        prepare: async () => {
          const { row, parent } = await family()
          return async (client) => {
            await write(client, row)
            await client.$executeRawUnsafe(
              `UPDATE "${table}" SET id = gen_random_uuid() WHERE id = $1::uuid`,
              parent.id,
            )
          }
        },
      },
    ]
    if (relation.relationOnDelete === 'Cascade') {
      shapes.push({
        name: `cascade from ${name}`,
        prepare: async () => {
          const { row, parent } = await family()
          return async (client) => {
            await write(client, row)
            await delegate(client, type).delete({ where: { id: parent.id } })
          }
        },
      })
    }
    if (!relation.isRequired) {
      shapes.push({
        name: `disconnect from ${name}`,
        prepare: async () => {
          const { row } = await family()
          return async (client) => {
            await write(client, row)
            await delegate(client, model).update({
              where: { id: row.id },
              data: { [name]: { disconnect: true } },
            })
          }
        },
      })
    }
    return shapes
  })
}

function childShapes(factory: RowFactory, model: string, isLive: (name: string) => boolean): WriteShape[] {
  return factory.children(model).flatMap(({ field, inverse }): WriteShape[] => {
    const child = field.type
    if (!isLive(child)) return []
    const nested = (
      name: string,
      args: (old: Row, fresh: Row) => Promise<object> | object,
      withChild: boolean,
    ) => ({
      name: `nested ${name} of ${field.name}`,
      prepare: async () => {
        const [parent] = await factory.seed(model, 1)
        const [old, fresh] = await factory.rows(child, 2)
        if (parent === undefined || old === undefined || fresh === undefined) throw new Error('unreachable')
        const first = withChild ? { ...old, ...factory.keyOf(inverse, parent) } : old
        const { sql, values } = factory.insertSql(child, [first])
        const data = { [field.name]: await args(first, fresh) }
        return async (client: WardlineTx) => {
          await client.$executeRawUnsafe(sql, ...values)
          await delegate(client, model).update({ where: { id: parent.id }, data })
        }
      },
    })
    const open = (fresh: Row) => factory.asRelations(child, fresh, inverse.name)
    const shapes = [
      nested('create', (_, fresh) => ({ create: open(fresh) }), false),
      nested('connect', (old) => ({ connect: { id: old.id } }), false),
      nested(
        'connectOrCreate',
        (_, fresh) => ({ connectOrCreate: { where: { id: fresh.id }, create: open(fresh) } }),
        false,
      ),
      nested(
        'update',
        async (old) => ({ update: { where: { id: old.id }, data: await nestedMutation() } }),
        true,
      ),
      nested(
        'updateMany',
        async () => ({ updateMany: { where: {}, data: await factory.mutation(child) } }),
        true,
      ),
      nested(
        'upsert',
        async (old, fresh) => ({
          upsert: { where: { id: old.id }, create: open(fresh), update: await nestedMutation() },
        }),
        true,
      ),
      nested('delete', (old) => ({ delete: { id: old.id } }), true),
      nested('deleteMany', () => ({ deleteMany: {} }), true),
    ]
    const nestedMutation = async () => factory.asRelations(child, await factory.mutation(child))
    // Of one child at most Prisma takes no writes of many.
    const possible = field.isList ? shapes : shapes.filter(({ name }) => !/^nested \w+Many /.test(name))
    if (inverse.isRequired) return possible
    return [...possible, nested('disconnect', (old) => ({ disconnect: { id: old.id } }), true)]
  })
}

/** Where the only thing that can change is a unique key, two rows cannot get the same value: then one row it is. */
function manyChange(factory: RowFactory, model: string) {
  return async () => {
    const data = await factory.mutation(model)
    const isKey = factory.parents(model).some((field) => field.relationFromFields?.some((key) => key in data))
    return { rows: await factory.seed(model, isKey ? 1 : 2), data }
  }
}

export async function rawUpdate(
  client: WardlineTx,
  factory: RowFactory,
  o: { model: string; row: Row | undefined; data: Record<string, unknown> },
): Promise<unknown> {
  const { table, columns } = factory.table(o.model)
  const [[field, value] = []] = Object.entries(o.data)
  const column = columns[field ?? '']
  return client.$executeRawUnsafe(
    `UPDATE "${table}" SET "${column}" = (jsonb_populate_record(NULL::"${table}", $1::jsonb))."${column}" WHERE id = $2::uuid`,
    JSON.stringify({ [column ?? '']: value }),
    o.row?.id,
  )
}

/** The model's delegate, for arguments that only the schema knows. */
export function delegate(client: WardlineTx, model: string): Delegate {
  return Reflect.get(client, model.charAt(0).toLowerCase() + model.slice(1)) as Delegate
}

import { DatabaseUnavailable, isDatabaseUnavailable } from './databaseUnavailable.ts'
import { isPrivateModel } from '../live/privateModels.ts'
import type { PrismaClient } from './generated/client.ts'

const READS = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
])
const NESTED_WRITES = new Set([
  'create',
  'createMany',
  'connectOrCreate',
  'connect',
  'disconnect',
  'set',
  'update',
  'updateMany',
  'upsert',
  'delete',
  'deleteMany',
])
const WRITING_SQL = /\b(insert|update|delete|merge|truncate|copy|alter|drop|call|do)\b/i

/** What Prisma knows of the schema at run time. */
interface RuntimeDataModel {
  readonly models: Readonly<
    Record<string, { dbName: string | null; fields: readonly { name: string; kind: string; type: string }[] }>
  >
}

/** A write that nobody would have signed. */
export class UnstampedWrite extends Error {
  constructor(what: string) {
    super(
      `${what} outside inTransaction: nobody would know who did it. ` +
        'Write through database.inTransaction(stamp, (tx) => …), with the tx that it hands you.',
    )
    this.name = 'UnstampedWrite'
  }
}

/** The client for everything outside transactions: reads as ever; writes of live models, in any shape, throw. */
export function guardWrites(client: PrismaClient) {
  const schema = runtimeDataModel(client)
  const liveTables = Object.entries(schema.models)
    .filter(([model]) => !isPrivateModel(model))
    .map(([model, { dbName }]) => dbName ?? model)
  const liveTable = new RegExp(`\\b(${liveTables.join('|')})\\b`, 'i')

  return client.$extends({
    query: {
      async $allOperations({ model, operation, args, query }) {
        if (model !== undefined) {
          if (!READS.has(operation)) refuseLiveWrite(schema, { model, operation, args })
        } else {
          const sql = sqlOf(args)
          if (WRITING_SQL.test(sql) && liveTable.test(sql))
            throw new UnstampedWrite(`${operation} on a live table`)
        }
        try {
          return await query(args)
        } catch (error) {
          throw isDatabaseUnavailable(error) ? new DatabaseUnavailable(error) : error
        }
      },
    },
    client: {
      $transaction(): never {
        throw new UnstampedWrite('$transaction')
      },
    },
  })
}

function refuseLiveWrite(
  schema: RuntimeDataModel,
  write: { model: string; operation: string; args: unknown },
): void {
  if (!isPrivateModel(write.model)) throw new UnstampedWrite(`${write.model}.${write.operation}`)
  const nested = nestedLiveWrite(schema, write.model, write.args)
  if (nested !== null)
    throw new UnstampedWrite(`${write.model}.${write.operation} with a nested write of ${nested}`)
}

/** The live model that a write of a private one reaches through its relations, if any. */
function nestedLiveWrite(schema: RuntimeDataModel, model: string, args: unknown): string | null {
  if (Array.isArray(args)) return first(args, (item) => nestedLiveWrite(schema, model, item))
  if (typeof args !== 'object' || args === null) return null
  return first(Object.entries(args), ([key, value]) => {
    const relation = schema.models[model]?.fields.find(
      (field) => field.name === key && field.kind === 'object',
    )
    if (relation === undefined) {
      return ['data', 'create', 'update', ...NESTED_WRITES].includes(key)
        ? nestedLiveWrite(schema, model, value)
        : null
    }
    const writes =
      typeof value === 'object' &&
      value !== null &&
      Object.keys(value).some((word) => NESTED_WRITES.has(word))
    if (writes && !isPrivateModel(relation.type)) return relation.type
    return nestedLiveWrite(schema, relation.type, value)
  })
}

function first<T>(items: readonly T[], find: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = find(item)
    if (found !== null) return found
  }
  return null
}

/** The text of a raw query: a Prisma.Sql, a template's strings, or `[text, …values]`. */
function sqlOf(args: unknown): string {
  if (typeof args === 'string') return args
  if (Array.isArray(args)) return typeof args[0] === 'string' ? args[0] : sqlOf(args[0])
  if (typeof args !== 'object' || args === null) return ''
  const strings: unknown = Reflect.get(args, 'strings')
  return Array.isArray(strings) ? strings.join(' ? ') : ''
}

function runtimeDataModel(client: PrismaClient): RuntimeDataModel {
  const model: unknown = Reflect.get(client, '_runtimeDataModel')
  if (typeof model !== 'object' || model === null) throw new Error('Prisma hides its runtime data model')
  return model as RuntimeDataModel
}

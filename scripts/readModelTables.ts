import { readFile } from 'node:fs/promises'
import prismaInternals from '@prisma/internals'
import type { ModelTable } from '../lib/platform/live/captureSql.ts'

type Datamodel = Awaited<ReturnType<typeof prismaInternals.getDMMF>>['datamodel']

/** The datamodel of `prisma/schema.prisma`, or of another schema's text. */
export async function readDatamodel(schema?: string): Promise<Datamodel> {
  const datamodel = schema ?? (await readFile(new URL('../prisma/schema.prisma', import.meta.url), 'utf8'))
  return (await prismaInternals.getDMMF({ datamodel })).datamodel
}

/** Tables and columns by Prisma model and field. */
export function modelTables(datamodel: Datamodel): Record<string, ModelTable> {
  return Object.fromEntries(
    datamodel.models.map((model) => [
      model.name,
      {
        table: model.dbName ?? model.name,
        columns: Object.fromEntries(
          model.fields
            .filter((field) => field.kind !== 'object')
            .map((field) => [field.name, field.dbName ?? field.name]),
        ),
      },
    ]),
  )
}

import type * as z from 'zod/v4/core'

/** A field of an input, as its schema has it. */
export interface SchemaField {
  readonly name: string
  /** `text`: any words. Others have a shape of their own: ids, days, numbers, lists, choices. */
  readonly kind: 'text' | 'id' | 'other'
}

/** The fields of an object's schema, or of any of the objects that it may be. */
export function schemaFields(schema: z.$ZodType | undefined): readonly SchemaField[] {
  if (schema === undefined) return []
  const { def } = (schema as z.$ZodTypes)._zod
  if (def.type === 'pipe') return schemaFields(def.in)
  if (def.type === 'union') {
    const fields = def.options.flatMap((option) => schemaFields(option))
    return [...new Map(fields.map((field) => [field.name, field])).values()]
  }
  if (def.type !== 'object') throw new Error(`inputs are objects, and no ${def.type}`)
  return Object.entries(def.shape).map(([name, field]) => ({ name, kind: kindOf(field) }))
}

function kindOf(schema: z.$ZodType): SchemaField['kind'] {
  const { def } = (schema as z.$ZodTypes)._zod
  if (def.type === 'optional' || def.type === 'nullable' || def.type === 'default')
    return kindOf(def.innerType)
  if (def.type === 'pipe') return kindOf(def.in)
  if (def.type !== 'string') return 'other'
  const format = 'format' in def ? def.format : undefined
  return format === undefined ? 'text' : format === 'guid' || format === 'uuid' ? 'id' : 'other'
}

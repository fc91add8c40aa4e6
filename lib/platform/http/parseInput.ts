import * as z from 'zod/v4/core'
import { AppError, type AppErrorOptions } from '../appError.ts'
import { unkeepableText } from './unkeepableText.ts'

/** Parses input at the border. Throws `code` with the fields and what is wrong with each; never echoes a value. */
export async function parseInput<S extends z.$ZodType>(
  schema: S,
  input: unknown,
  code: 'validation_failed' | 'not_found' = 'validation_failed',
): Promise<z.output<S>> {
  const unkeepable = unkeepableText(input)
  if (unkeepable !== null) {
    const fields = { [unkeepable.join('.') || 'body']: 'There is a sign in it that cannot be kept.' }
    throw new AppError(code, code === 'not_found' ? {} : { fields })
  }
  const result = await z.safeParseAsync(schema, input)
  if (result.success) return result.data
  throw new AppError(code, code === 'not_found' ? {} : { fields: fieldsOf(result.error) })
}

function fieldsOf(error: z.$ZodError): NonNullable<AppErrorOptions['fields']> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    const path = issue.path.map(String)
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : null
    for (const key of unknown ?? [null]) {
      const name = (key === null ? path : [...path, key]).join('.') || 'body'
      fields[name] ??= unknown ? 'This field is not known.' : issue.message
    }
  }
  return fields
}

/** The values of a query string by name; a name that comes twice has a list. */
export function readQuery(url: string): Record<string, string | string[]> {
  const { searchParams } = new URL(url)
  const names = [...new Set(searchParams.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const values = searchParams.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}

/** Whether a body schema refuses unknown keys, on every side of a union. What is no object is strict by nature. */
export function isStrict(schema: z.$ZodType): boolean {
  if (schema instanceof z.$ZodObject) return schema._zod.def.catchall instanceof z.$ZodNever
  if (schema instanceof z.$ZodUnion) return schema._zod.def.options.every(isStrict)
  if (
    schema instanceof z.$ZodOptional ||
    schema instanceof z.$ZodNullable ||
    schema instanceof z.$ZodDefault
  ) {
    return isStrict(schema._zod.def.innerType)
  }
  if (schema instanceof z.$ZodPipe) return isStrict(schema._zod.def.in)
  return true
}

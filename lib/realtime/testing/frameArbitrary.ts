import fc, { type Arbitrary } from 'fast-check'
import type * as z from 'zod/v4/core'

/** What stands where something else was meant. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  '\ud800',
  'a\u0000b',
  '../../etc/passwd',
  'unit:a',
  'unit:a:a:a:a:a',
  `unit:${'x'.repeat(300)}`,
  '*',
  '__proto__',
  'constructor',
  [],
  {},
  { $ne: null },
  { toString: 1, valueOf: 2, toJSON: 3 },
  [[[[[]]]]],
]

const hostile: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 400 }),
)

/** Values that fit a schema, each part of them now and then replaced by one that does not. */
export function frameArbitrary(schema: z.$ZodType): Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: fitting(schema) }, { weight: 1, arbitrary: hostile })
}

function fitting(schema: z.$ZodType): Arbitrary<unknown> {
  const { def } = (schema as z.$ZodTypes)._zod
  switch (def.type) {
    case 'object': {
      const fields = Object.entries(def.shape).map(([name, field]) => [name, frameArbitrary(field)] as const)
      // `undefined` is left out by JSON; what is not known comes along.
      return fc
        .tuple(fc.record(Object.fromEntries(fields), { requiredKeys: [] }), fc.option(hostile, { freq: 4 }))
        .map(([value, more]) => (more === null ? value : { ...value, more }))
    }
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'string':
      return fc.oneof(
        fc.constantFrom('unit:a', 'user:ada', 'epoch-1', '/page'),
        fc.string({ unit: 'grapheme' }),
      )
    case 'number':
      return fc.oneof(fc.nat(), fc.integer(), fc.double())
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(frameArbitrary(def.element), { maxLength: 60 })
    case 'record':
      return fc.dictionary(
        fc.constantFrom('unit:a', 'unit:b', '__proto__', 'x'),
        frameArbitrary(def.valueType),
      )
    case 'union':
      return fc.oneof(...def.options.map(frameArbitrary))
    case 'optional':
    case 'nullable':
      return fc.option(frameArbitrary(def.innerType), { nil: def.type === 'optional' ? undefined : null })
    case 'unknown':
      return hostile
    default:
      throw new Error(`frames have no ${def.type}: say what fits one`)
  }
}

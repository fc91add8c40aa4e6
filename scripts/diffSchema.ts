import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'

const adapter: SqlDriverAdapter = {
  provider: 'postgres',
  adapterName: 'offline',
  queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
  executeRaw: async () => 0,
  executeScript: async () => {},
  startTransaction: () => Promise.reject(new Error('nothing is executed offline')),
  dispose: async () => {},
}

/** Stands where the engine wants a database: comparing two schemas asks it nothing that matters. */
const offline: SqlMigrationAwareDriverAdapterFactory = {
  provider: 'postgres',
  adapterName: 'offline',
  connect: async () => adapter,
  connectToShadowDb: async () => adapter,
}

/** The bindings that wasm-bindgen leaves to the bundler; their declarations do not name this one. */
interface WasmHost {
  __wbg_set_wasm(exports: WebAssembly.Exports): void
}

/**
 * The SQL that leads from one Prisma schema to another; null stands for an empty database. Runs offline: Prisma's
 * schema engine as WebAssembly, and no connection is opened.
 */
export async function diffSchema(from: string | null, to: string): Promise<string> {
  await loadEngine()
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [['schema.prisma', to]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(offline),
  )
  const side = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
  })
  const result = await engine.diff({
    from: from === null ? { tag: 'empty' } : side(from),
    to: side(to),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return result.stdout ?? ''
}

async function loadEngine(): Promise<void> {
  const require = createRequire(import.meta.url)
  const path = require
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/schema_engine_bg\.js$/, 'schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(await readFile(path), {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  })
  ;(bindings as unknown as WasmHost).__wbg_set_wasm(instance.exports)
  ;(instance.exports['__wbindgen_start'] as () => void)()
}

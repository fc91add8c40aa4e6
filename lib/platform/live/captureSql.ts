import type { LiveModel } from '../../realtime/server/liveDomain.ts'

/** Where a model lies in the database. */
export interface ModelTable {
  readonly table: string
  /** Field → column. */
  readonly columns: Readonly<Record<string, string>>
}

/** The trigger's arguments: the model, then `field:column` of all that is captured, the id first. */
export function captureArguments(name: string, model: LiveModel, table: ModelTable): readonly string[] {
  const fields = new Set(['id', ...model.route, ...Object.values(model.signal)])
  const columns = [...fields].map((field) => {
    const column = table.columns[field]
    if (column === undefined)
      throw new Error(`${name}.${field} is declared live but is no column of ${table.table}`)
    return `${field}:${column}`
  })
  return [name, ...columns]
}

/**
 * SQL that attaches the capture to one live model's table, whatever was attached before. ALWAYS: a session that
 * replays or loads with `session_replication_role = replica` is captured too.
 */
export function captureSql(name: string, model: LiveModel, table: ModelTable): string {
  const quoted = `"${table.table}"`
  const args = captureArguments(name, model, table)
    .map((arg) => `'${arg}'`)
    .join(', ')
  return [
    `-- ${name}`,
    `DROP TRIGGER IF EXISTS "live_capture" ON ${quoted};`,
    `CREATE TRIGGER "live_capture" AFTER INSERT OR UPDATE OR DELETE ON ${quoted}`,
    `    FOR EACH ROW EXECUTE FUNCTION live_capture(${args});`,
    `ALTER TABLE ${quoted} ENABLE ALWAYS TRIGGER "live_capture";`,
    `DROP TRIGGER IF EXISTS "live_no_truncate" ON ${quoted};`,
    `CREATE TRIGGER "live_no_truncate" BEFORE TRUNCATE ON ${quoted}`,
    `    FOR EACH STATEMENT EXECUTE FUNCTION live_refuse_truncate();`,
    `ALTER TABLE ${quoted} ENABLE ALWAYS TRIGGER "live_no_truncate";`,
    '',
  ].join('\n')
}

/** One block for each live model, in the order of declaration. */
export function captureBlocks(
  models: Readonly<Record<string, LiveModel>>,
  tables: Readonly<Record<string, ModelTable>>,
): readonly string[] {
  return Object.entries(models).map(([name, model]) => {
    const table = tables[name]
    if (table === undefined) throw new Error(`${name} is declared live but is no Prisma model`)
    return captureSql(name, model, table)
  })
}

/** SQL that leads from the blocks of an earlier migration to the present ones; empty when nothing changed. */
export function captureDiff(before: readonly string[], now: readonly string[]): string {
  const tableOf = (block: string): string => /ON ("[^"]+")/.exec(block)?.[1] ?? ''
  const tables = new Set(now.map(tableOf))
  const detached = before
    .map(tableOf)
    .filter((table) => !tables.has(table))
    .map(
      (table) =>
        `DROP TRIGGER IF EXISTS "live_capture" ON ${table};\nDROP TRIGGER IF EXISTS "live_no_truncate" ON ${table};\n`,
    )
  return [...detached, ...now.filter((block) => !before.includes(block))].join('\n')
}

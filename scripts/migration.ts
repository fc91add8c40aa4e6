import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { liveModels } from '../lib/liveModels.ts'
import { captureBlocks, captureDiff } from '../lib/platform/live/captureSql.ts'
import { diffSchema } from './diffSchema.ts'
import { modelTables, readDatamodel } from './readModelTables.ts'

const root = join(import.meta.dirname, '..', 'prisma')
const schemaPath = join(root, 'schema.prisma')
const schemaSnapshot = join(root, 'migrations', 'schema.snapshot.prisma')
const captureSnapshot = join(root, 'migrations', 'capture.snapshot.sql')
const BETWEEN_BLOCKS = '\n-- ---\n'

/**
 * `npm run migration -- name`: writes prisma/migrations/<time>_name/migration.sql, the step from the schema of the last
 * migration to the present one, with the capture of live models. Hand-written SQL is added to the file afterwards.
 */
async function writeMigration(name: string): Promise<void> {
  const schema = await readFile(schemaPath, 'utf8')
  const diff = withoutSchema(await diffSchema(await readIfThere(schemaSnapshot), schema))
  const blocks = captureBlocks(liveModels, modelTables(await readDatamodel(schema)))
  const before = (await readIfThere(captureSnapshot))?.split(BETWEEN_BLOCKS) ?? []
  const capture = captureDiff(before, blocks)
  if (diff === '' && capture === '') {
    console.log('The schema and the live models are as the last migration left them.')
    return
  }
  const attach =
    capture === '' ? '' : `-- Live capture, generated from the domains' live models\n\n${capture}`
  const directory = join(root, 'migrations', `${timestamp(new Date())}_${name}`)
  await mkdir(directory, { recursive: true })
  await writeFile(join(directory, 'migration.sql'), [diff, attach].filter(Boolean).join('\n'))
  await writeFile(schemaSnapshot, schema)
  await writeFile(captureSnapshot, blocks.join(BETWEEN_BLOCKS))
  console.log(`Wrote ${join(directory, 'migration.sql')}`)
}

/** Prisma creates the schema that it writes to; here it is there already, and creating one asks for more rights. */
function withoutSchema(sql: string): string {
  const rest = sql.replace(/-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n+/, '')
  return rest.includes('This is an empty migration') ? '' : rest
}

async function readIfThere(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

function timestamp(now: Date): string {
  return now.toISOString().replaceAll(/\D/g, '').slice(0, 14)
}

const name = process.argv[2]
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('usage: npm run migration -- name_in_snake_case')
  process.exitCode = 2
} else {
  await writeMigration(name)
}

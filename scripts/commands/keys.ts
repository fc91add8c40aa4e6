import { Command } from 'commander'
import pg from 'pg'
import { rotateKeys } from '../../lib/domains/messages/server/rotateKeys.ts'
import { createLogger } from '../../lib/platform/createLogger.ts'
import { createKeyRing, type RingKey } from '../../lib/platform/crypto/keyRing.ts'
import { createDatabase } from '../../lib/platform/database/createDatabase.ts'
import { checkKeyRing } from '../../lib/platform/settings/checkKeyRing.ts'
import { loadKeyRing } from '../../lib/platform/settings/loadKeyRing.ts'
import { openDatabase } from './openDatabase.ts'
import { say } from './say.ts'

/** `keys rotate`: locks every conversation with the first key of MESSAGE_ENCRYPTION_KEY. */
export function keysCommand(): Command {
  const command = new Command('keys').description('The keys that lock messages in the database')
  command
    .command('rotate')
    .description(
      'Lock all conversations with the first key of MESSAGE_ENCRYPTION_KEY. Wardline may run meanwhile; start it with the new key first.',
    )
    .action(rotate)
  return command
}

async function rotate(): Promise<void> {
  await using opened = await openDatabase(say)
  const ringKeys = loadKeyRing(opened.settings.dataDir, opened.settings)
  await checkRing(opened.url, ringKeys)
  const database = createDatabase({ url: opened.url, poolSize: 2, logger: createLogger({ level: 'warn' }) })
  try {
    const done = await rotateKeys(database, createKeyRing(ringKeys), {
      onSlice: (sofar) => say(`${sofar} conversations…`),
    })
    say(
      `${done} conversations are locked anew, with the key ${ringKeys[0]?.id}. Older keys can be taken away.`,
    )
  } finally {
    await database.close()
  }
}

async function checkRing(url: string, ringKeys: readonly RingKey[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await checkKeyRing(client, ringKeys)
  } finally {
    await client.end()
  }
}

import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createPrivateFile, readPrivateFile, replacePrivateFile } from '../privateFile.ts'
import { StartError } from '../startError.ts'

/** What has to be known about the embedded database beside its data. Kept in postgres.json, mode 0600. */
export interface ClusterRecord {
  /** Preferred; the running server's own word counts. */
  readonly port: number
  readonly password: string
  /** Where the data lies when it cannot lie in the data folder. */
  readonly cluster?: string
}

/** Reads the record, or makes one. Of two processes that make it at once both get the same. */
export async function openClusterRecord(dataDir: string, port?: number): Promise<ClusterRecord> {
  const file = fileIn(dataDir)
  const existing = readPrivateFile(file)
  if (existing !== null) return parse(existing, file)
  const fresh = { port: port ?? (await freePort()), password: randomBytes(24).toString('hex') }
  return parse(createPrivateFile(file, format(fresh)), file)
}

/** Replaces the record in one step. */
export function saveClusterRecord(dataDir: string, record: ClusterRecord): void {
  replacePrivateFile(fileIn(dataDir), format(record))
}

/** A port of 127.0.0.1 on which nothing listens now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port was given'))
        else resolve(address.port)
      })
    })
  })
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'postgres.json')
}

function format(record: ClusterRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`
}

function parse(content: string, file: string): ClusterRecord {
  try {
    return JSON.parse(content) as ClusterRecord
  } catch (cause) {
    throw new StartError(
      `${file} should hold the port and the password of the database as JSON, and does not.`,
      {
        cause,
      },
    )
  }
}

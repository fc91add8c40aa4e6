import { createServer } from 'node:net'
import { z } from 'zod'
import { StartError } from '../lib/platform/startError.ts'
import { addressFor } from '../lib/platform/web/addressFor.ts'

/** Another program listens where Wardline should. */
export class PortTakenError extends StartError {}

const Health = z.object({ name: z.literal('wardline') })

/**
 * The address of a Wardline that listens on our port already; null when the port is free.
 * @throws PortTakenError when another program has it
 */
export async function findRunning({ host, port }: { host: string; port: number }): Promise<string | null> {
  if (port === 0) return null
  const failure = await tryToListen(host, port)
  if (failure === null) return null
  if (failure.code !== 'EADDRINUSE') {
    throw new PortTakenError(`Wardline cannot listen on HOST=${host}, PORT=${port}: ${failure.message}.`)
  }
  const url = addressFor(host, port)
  if (await isWardline(url)) return url
  throw new PortTakenError(
    `Port ${port} of ${host} is in use by another program. Stop that, or choose another port: PORT=${port + 1} npm start`,
  )
}

function tryToListen(host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', resolve)
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)))
  })
}

/** A Wardline whose database is away still says its name. */
async function isWardline(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(3_000) })
    return Health.safeParse(await response.json()).success
  } catch {
    return false
  }
}

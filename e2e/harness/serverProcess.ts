import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from './freePort.ts'

/** One process of Wardline: the production build, started as `npm start` does after its preparations. */
export interface ServerProcess {
  readonly url: string
  readonly port: number
  /** What it has written so far, over all its lives. */
  output(): string
  /** Starts it (again) on its port; resolves when it says that it is ready. */
  start(): Promise<void>
  /** SIGKILL unless told otherwise; resolves when it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** Sends a signal that does not end it. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void
  /** Hands a message to the modules that were preloaded into it. */
  tell(message: object): void
  /** Null while it does not run. */
  readonly pid: number | null
}

export interface ServerProcessOptions {
  /** Modules that are loaded before the server's own, as `node --import` has it. */
  readonly preload?: readonly string[]
}

/** A start on a busy machine, with the database's first connection. */
const START_LIMIT_MS = 60_000
const ASK_EVERY_MS = 50

/** What must not outlive the tests. */
const running = new Set<() => void>()
process.once('exit', () => {
  for (const end of running) end()
})

export async function createServerProcess(
  env: Record<string, string>,
  { preload = [] }: ServerProcessOptions = {},
): Promise<ServerProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let written = ''
  let child: ChildProcess | null = null

  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    const dying = child
    child = null
    if (dying === null || dying.exitCode !== null || dying.signalCode !== null) return
    const gone = once(dying, 'exit')
    dying.kill(signal)
    await gone
  }
  running.add(() => child?.kill('SIGKILL'))

  return {
    url,
    port,
    output: () => written,
    async start() {
      if (child !== null) throw new Error('it runs already')
      const imports = ['tsx', ...preload].flatMap((module) => ['--import', module])
      const born = spawn(process.execPath, [...imports, 'server.ts'], {
        env: { ...cleanEnvironment(), ...env, PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe', ...(preload.length > 0 ? (['ipc'] as const) : [])],
      })
      child = born
      // Whoever ends itself runs no longer.
      born.once('exit', () => {
        if (child === born) child = null
      })
      for (const stream of [born.stdout, born.stderr]) {
        stream?.on('data', (chunk: Buffer) => {
          written += chunk.toString()
        })
      }
      await untilReady(born, url, () => written)
    },
    kill,
    signal: (signal) => void child?.kill(signal),
    tell: (message) => void child?.send?.(message, () => {}),
    get pid() {
      return child?.pid ?? null
    },
  }
}

async function untilReady(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const limit = AbortSignal.timeout(START_LIMIT_MS)
  while (!limit.aborted) {
    if (child.exitCode !== null || child.signalCode !== null) break
    const answer = await fetch(`${url}/readyz`, { signal: limit }).catch(() => null)
    if (answer?.ok === true) return
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
  throw new Error(`${url} did not become ready:\n${output()}`)
}

/** Nothing of the developer's own settings may reach the server under test. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ']
  const entries = kept.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...(Object.fromEntries(entries) as Record<string, string>),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

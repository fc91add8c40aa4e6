import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** What a target says of itself, its garbage collected. */
export interface TargetState {
  /** On the heap and in buffers. */
  readonly bytes: number
  readonly connections: number
}

/** A server in a process of its own, to be attacked over raw sockets. Its people are ada, ben and eve, in `unit:a`. */
export interface Target extends AsyncDisposable {
  readonly port: number
  /** What was thrown where nobody caught it, and what was logged as an error other than a failed sign-in. */
  readonly troubles: readonly string[]
  state(): Promise<TargetState>
  /** From now on no credential is judged, until `open`. */
  gate(): Promise<void>
  open(): Promise<void>
}

const PROCESS = fileURLToPath(new URL('./targetProcess.ts', import.meta.url))

export async function startTarget(): Promise<Target> {
  const child = fork(PROCESS, { execArgv: ['--expose-gc', '--import', 'tsx'], stdio: 'inherit' })
  const troubles: string[] = []
  child.on('message', ({ trouble }: { readonly trouble?: string }) => {
    if (trouble !== undefined) troubles.push(trouble)
  })
  const hear = async (key: string): Promise<Record<string, unknown>> => {
    for (;;) {
      const [said] = (await once(child, 'message')) as [Record<string, unknown>]
      if (key in said) return said
    }
  }
  const ask = async (question: string): Promise<TargetState> => {
    const answer = hear('bytes')
    child.send(question)
    return (await answer) as unknown as TargetState
  }
  const { port } = await hear('port')
  return {
    port: Number(port),
    troubles,
    state: () => ask('state'),
    gate: async () => void (await ask('gate')),
    open: async () => void (await ask('open')),
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Questions that a child answers, by name: what is asked and what comes back, as JSON. */
export type Questions = Record<string, (asked: never) => unknown>

/** A process of its own, so that its CPU and memory are its own. */
export interface Child<Q extends Questions> extends AsyncDisposable {
  ask<Name extends keyof Q & string>(
    name: Name,
    ...asked: Parameters<Q[Name]>
  ): Promise<Awaited<ReturnType<Q[Name]>>>
}

interface Answer {
  readonly id: number
  readonly value?: unknown
  readonly error?: string
}

/** Starts `children/<file>` and asks it things. Rejects what is asked of a child that has ended. */
export async function startChild<Q extends Questions>(
  file: string,
  options: { readonly execArgv?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Child<Q>> {
  const path = fileURLToPath(new URL(`children/${file}`, import.meta.url))
  const child = fork(path, {
    execArgv: ['--import', 'tsx', ...(options.execArgv ?? [])],
    env: { ...process.env, NODE_ENV: 'production', ...options.env },
  })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let asked = 0
  child.on('message', ({ id, value, error }: Answer) => {
    const waiter = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) waiter?.resolve(value)
    else waiter?.reject(new Error(`${file}: ${error}`))
  })
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${code}`))
  })
  const ask = (name: string, question: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      asked += 1
      waiting.set(asked, { resolve, reject })
      child.send({ id: asked, name, asked: question ?? null }, (error) => error && reject(error))
    })
  await ask('ready', null)
  return {
    ask: ask as Child<Q>['ask'],
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      // It ends by itself when nobody asks any more (answerParent); one that hangs does not.
      const undo = setTimeout(() => child.kill('SIGKILL'), 5_000)
      child.disconnect()
      await ended
      clearTimeout(undo)
    },
  }
}

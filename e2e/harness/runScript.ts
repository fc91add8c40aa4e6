import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs one of the project's TypeScript programs to its end; throws with its output when it fails. */
export async function runScript(file: string, env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  await once(child, 'exit')
  if (child.exitCode !== 0) throw new Error(`${file} failed:\n${output}`)
}

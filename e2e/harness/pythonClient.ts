import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { createLineBox, type LineBox } from './lineBox.ts'

/** What updates_client.py prints: a message with its size on the wire, or the close code. */
export type PythonLine = { message: Record<string, unknown>; bytes: number } | { closed: number }

export interface PythonClient {
  readonly lines: LineBox<PythonLine>
  send(frame: unknown): void
  kill(): void
}

export function startPythonClient(url: string): PythonClient {
  const python = process.env['WARDLINE_PYTHON'] ?? '/usr/bin/python3'
  const child = spawn(python, ['e2e/clients/updates_client.py', url], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createLineBox<PythonLine>()
  createInterface({ input: child.stdout }).on('line', (line) => lines.put(JSON.parse(line) as PythonLine))
  return {
    lines,
    send: (frame) => void child.stdin.write(`${JSON.stringify(frame)}\n`),
    kill: () => void child.kill('SIGKILL'),
  }
}

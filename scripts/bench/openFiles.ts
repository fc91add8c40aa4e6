import { readFileSync } from 'node:fs'

/** What a process needs for itself beside its clients' sockets. */
const OWN = 200

/** How many sockets a child may hold: what the system allows a process to open, less what it needs itself. */
export function socketsAllowed(): number {
  const line = readFileSync('/proc/self/limits', 'utf8').match(/^Max open files\s+(\w+)/m)?.[1]
  return line === 'unlimited' ? Infinity : Number(line) - OWN
}

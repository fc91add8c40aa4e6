interface Line {
  time: string
  level: string
  msg?: string
  err?: { message?: string; stack?: string }
  pid?: number
  [field: string]: unknown
}

const COLOURS: Record<string, number> = { fatal: 31, error: 31, warn: 33, info: 36, debug: 90, trace: 90 }

/** One JSON line of the log as a person reads it: time, level, message, fields, and an error's stack below. */
export function formatLogLine(json: string): string {
  const { time, level, msg = '', err, pid: _pid, ...fields } = JSON.parse(json) as Line
  const clock = new Date(time).toLocaleTimeString('en-GB')
  const word = `\u001B[${COLOURS[level] ?? 0}m${level.padEnd(5)}\u001B[0m`
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${show(value)}`)
  const stack = err === undefined ? '' : `\n${err.stack ?? err.message ?? ''}`
  return `${[clock, word, msg, ...rest].join(' ')}${stack}\n`
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

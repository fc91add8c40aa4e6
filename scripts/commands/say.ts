/** Tells the operator one line. */
export function say(line: string): void {
  process.stdout.write(`${process.stdout.isTTY ? '\u001B[2K\r' : ''}${line}\n`)
}

/** Tells the operator how far it is, over what was told before; nothing where the output is kept. */
export function sayInPlace(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\u001B[2K\r${line}`)
}

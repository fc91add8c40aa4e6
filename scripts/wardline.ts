import { Command } from 'commander'
import { StartError } from '../lib/platform/startError.ts'
import { demoCommand } from './commands/demo.ts'
import { keysCommand } from './commands/keys.ts'

// `npm run wardline -- <command>`: what an operator does beside the running server.
const program = new Command('wardline')
  .description('Commands for whoever runs Wardline. Settings are read as `npm start` reads them.')
  .addCommand(demoCommand())
  .addCommand(keysCommand())

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}

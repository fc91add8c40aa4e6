import { Command, InvalidArgumentError, Option } from 'commander'
import { playTraffic } from './traffic/playTraffic.ts'
import { seedLarge, seedSmall } from './seedCommands.ts'

interface DemoOptions {
  readonly size?: 'small' | 'large'
  readonly traffic?: boolean
  readonly rate: number
  readonly url: string
  readonly force?: boolean
}

/** `wardline demo`: fills the database with a demo hospital, and lets its people work. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('Fill the database with a demo hospital, or let its people work in a running one.')
    .addOption(
      new Option(
        '--size <size>',
        'small: the hospital of the first start; large: 100,000 crates, 20,000 requests',
      ).choices(['small', 'large']),
    )
    .option('--force', 'fill a database with people who are no demo people, or one that is large already')
    .option('--traffic', 'act as the demo people over REST until Ctrl-C')
    .option('--rate <acts>', 'with --traffic: acts in a second', readRate, 2)
    .option('--url <address>', 'with --traffic: where Wardline is', 'http://127.0.0.1:3000')
    .action(async ({ size, traffic, rate, url, force = false }: DemoOptions, command: Command) => {
      if (size === undefined && !traffic) command.help({ error: true })
      if (size === 'small') await seedSmall()
      if (size === 'large') await seedLarge({ force })
      if (traffic) await playTraffic({ rate, url })
    })
}

function readRate(text: string): number {
  const rate = Number(text)
  if (rate > 0 && rate <= 50) return rate
  throw new InvalidArgumentError('A number above 0, at most 50.')
}

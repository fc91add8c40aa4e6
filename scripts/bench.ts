import { Command } from 'commander'
import { archiveBench } from './bench/archiveBench.ts'
import { chatBench } from './bench/chatBench.ts'
import { connectBench } from './bench/connectBench.ts'
import { connectionsBench } from './bench/connectionsBench.ts'
import { fanOutBench } from './bench/fanOutBench.ts'
import { latencyBench } from './bench/latencyBench.ts'
import { refetchBench } from './bench/refetchBench.ts'
import { writeBench } from './bench/writeBench.ts'

// `npm run bench -- <name>`: what Wardline costs, beside something known that is measured in the same run.
await new Command('bench')
  .description('Measure Wardline.')
  .addCommand(archiveBench())
  .addCommand(chatBench())
  .addCommand(fanOutBench())
  .addCommand(connectionsBench())
  .addCommand(connectBench())
  .addCommand(latencyBench())
  .addCommand(refetchBench())
  .addCommand(writeBench())
  .parseAsync()

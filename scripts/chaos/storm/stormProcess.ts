import { setTimeout as sleep } from 'node:timers/promises'
import { startStormClient, type StormClient } from './stormClient.ts'
import type { StormNews, StormOrder } from './stormOrder.ts'

// A process of its own for very many clients. Ends with whoever started it.
const clients: StormClient[] = []
const opened: number[] = []
const counts = { failures: 0, told: 0, lost: 0 }
/** Connections under way at first: what is to be measured is the return, not the arrival. */
const AT_ONCE = 100

const tell = (news: StormNews): void => void process.send?.(news)
const live = (): number => clients.filter(({ isLive }) => isLive).length

process.on('disconnect', () => process.exit(0))
process.on('message', (order: StormOrder) => {
  void (order.kind === 'connect' ? connectAll(order) : measure(order))
})

async function connectAll({ addresses, tokens }: Extract<StormOrder, { kind: 'connect' }>): Promise<void> {
  for (const [place, token] of tokens.entries()) {
    const client = startStormClient({
      addresses,
      token,
      localAddress: `127.0.0.${2 + (place % 200)}`,
      onOpen: () => opened.push(Date.now()),
      onLoss: () => void (counts.lost += 1),
      onFailure: () => void (counts.failures += 1),
      onTold: () => void (counts.told += 1),
    })
    clients.push(client)
    while (clients.length - live() >= AT_ONCE) await sleep(5)
  }
  while (live() < clients.length) await sleep(20)
  tell({ kind: 'live', clients: live() })
}

async function measure({ share, withinMs }: Extract<StormOrder, { kind: 'measure' }>): Promise<void> {
  const from = Date.now()
  opened.length = 0
  Object.assign(counts, { failures: 0, told: 0, lost: 0 })
  const wanted = Math.ceil(share * clients.length)
  // First they must have noticed.
  while (counts.lost < wanted && Date.now() - from < withinMs) await sleep(5)
  while (live() < wanted && Date.now() - from < withinMs) await sleep(20)
  const { failures, told } = counts
  tell({ kind: 'measured', live: live(), tookMs: Date.now() - from, peakPerSecond: peak(), failures, told })
}

function peak(): number {
  let most = 0
  let first = 0
  for (const [place, at] of opened.entries()) {
    while (at - (opened[first] ?? at) >= 1_000) first += 1
    most = Math.max(most, place - first + 1)
  }
  return most
}

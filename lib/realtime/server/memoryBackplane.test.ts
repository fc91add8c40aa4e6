import { expect, test } from 'vitest'
import { backplaneContract } from '../testing/backplaneContract.ts'
import { createMemoryBackplane, createMemoryCarrier } from './memoryBackplane.ts'

const logger = { debug() {}, info() {}, warn() {}, error() {} }

backplaneContract(async () => {
  const carrier = createMemoryCarrier()
  return {
    connect: async () => createMemoryBackplane({ logger, carrier }),
    close: async () => {},
  }
})

test('[BUS-6] memory never goes down', () => {
  expect(createMemoryBackplane({ logger }).mode).toBe('memory')
})

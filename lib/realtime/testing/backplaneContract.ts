import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Backplane } from '../server/backplane.ts'

/** Makes backplanes as several processes of one deployment would have them. */
export interface BackplaneHost {
  connect(): Promise<Backplane>
  close(): Promise<void>
}

/** What every backplane does, whatever carries it. Rules BUS-1 to BUS-5. */
export function backplaneContract(openHost: () => Promise<BackplaneHost>): void {
  let host: BackplaneHost
  let here: Backplane
  let there: Backplane

  beforeEach(async () => {
    host = await openHost()
    here = await host.connect()
    there = await host.connect()
  })
  afterEach(async () => {
    await here.close()
    await there.close()
    await host.close()
  })

  async function hear(backplane: Backplane, channel: string): Promise<string[]> {
    const heard: string[] = []
    await backplane.subscribe(channel, (payload) => heard.push(payload))
    return heard
  }
  /** Everything that was published before has arrived once the last one has. */
  const until = (heard: readonly string[], last: string) =>
    vi.waitFor(() => expect(heard).toContain(last), { timeout: 5_000, interval: 5 })

  test('[BUS-1] every process hears each payload once, in order, the publisher included', async () => {
    const heardHere = await hear(here, 'log')
    const heardThere = await hear(there, 'log')
    const sent = Array.from({ length: 500 }, (_, n) => `${n}`)
    const results = await Promise.all(sent.map((payload) => here.publish('log', payload)))
    expect(results.every(Boolean)).toBe(true)
    await until(heardHere, '499')
    await until(heardThere, '499')
    expect(heardHere).toEqual(sent)
    expect(heardThere).toEqual(sent)
  })

  test('[BUS-1] never within publish itself', async () => {
    const heard = await hear(here, 'log')
    const published = here.publish('log', 'x')
    expect(heard).toEqual([])
    await published
    await until(heard, 'x')
  })

  test('[BUS-2] channels do not mix', async () => {
    const log = await hear(here, 'log')
    const other = await hear(here, 'other')
    await there.publish('log', 'a')
    await there.publish('other', 'b')
    await until(other, 'b')
    await until(log, 'a')
    expect([log, other]).toEqual([['a'], ['b']])
  })

  test('[BUS-3] who unsubscribed hears nothing more, other listeners do', async () => {
    const gone: string[] = []
    const leave = await here.subscribe('log', (payload) => gone.push(payload))
    const stays = await hear(here, 'log')
    await there.publish('log', 'a')
    await until(stays, 'a')
    await leave()
    await leave()
    await there.publish('log', 'b')
    await until(stays, 'b')
    expect(gone).toEqual(['a'])
  })

  test('[BUS-3] a listener that throws keeps nobody from hearing', async () => {
    await here.subscribe('log', () => {
      throw new Error('no')
    })
    const heard = await hear(here, 'log')
    await here.publish('log', 'a')
    await until(heard, 'a')
  })

  test('[BUS-3] a payload of a megabyte arrives whole', async () => {
    const heard = await hear(there, 'log')
    const payload = 'ü'.repeat(500_000)
    await here.publish('log', payload)
    await until(heard, payload)
  })

  test('[BUS-4] leases are seen by every process until they are dropped', async () => {
    await here.leases.put('room', 'ada', 'page 1', 60_000)
    await there.leases.put('room', 'ben', 'page 2 with spaces', 60_000)
    await there.leases.put('hall', 'eve', 'x', 60_000)
    for (const backplane of [here, there]) {
      expect(Object.fromEntries(await backplane.leases.list('room'))).toEqual({
        ada: 'page 1',
        ben: 'page 2 with spaces',
      })
    }
    await here.leases.drop('room', 'ben')
    expect([...(await there.leases.list('room')).keys()]).toEqual(['ada'])
    expect(await there.leases.list('empty')).toEqual(new Map())
  })

  test('[BUS-5] a lease that is not renewed is gone; one that is renewed stays', async () => {
    await here.leases.put('room', 'ada', 'old', 150)
    await here.leases.put('room', 'ben', 'x', 150)
    await here.leases.put('room', 'ada', 'new', 60_000)
    await vi.waitFor(async () =>
      expect(Object.fromEntries(await there.leases.list('room'))).toEqual({ ada: 'new' }),
    )
  })
}

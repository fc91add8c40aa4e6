import { startStagePostgres, type StagePostgres } from './stagePostgres.ts'

/** One PostgreSQL for all runs that ask for it, started when the first one does. */
export function createSharedPostgres(): { start: () => Promise<StagePostgres>; stop: () => Promise<void> } {
  let starting: Promise<StagePostgres> | null = null
  return {
    start: () => (starting ??= startStagePostgres()),
    async stop() {
      await (await starting)?.stop()
    },
  }
}

import type { Campaign, Outcome } from './campaign.ts'
import type { Random } from './seededRandom.ts'
import type { Stage } from './stage/createStage.ts'
import type { StagePostgres } from './stage/stagePostgres.ts'

/** What a run is given. */
export interface RunContext {
  readonly random: Random
  /** Shorter, for every test run. */
  readonly isShort: boolean
  /** How long it may make trouble; null: as the run sees fit. */
  readonly seconds: number | null
  /** One server for all runs that do not break it. */
  readonly postgres: () => Promise<StagePostgres>
  /** Plays on two processes with a Redis; they are ended afterwards, or left to the next run. */
  readonly onPlainStage: <T>(act: (stage: Stage) => Promise<T>) => Promise<T>
  readonly say: (line: string) => void
}

/** What a run leaves to be told. */
export interface RunReport {
  readonly outcomes: readonly Outcome[]
  readonly problems?: readonly string[]
  readonly skips?: readonly string[]
  readonly measures?: Readonly<Record<string, number>>
  readonly counts?: Readonly<Record<string, number>>
}

export interface ChaosRun {
  readonly name: string
  /** What is done, in a few words. */
  readonly about: string
  run(context: RunContext): Promise<RunReport>
}

/** Runs with a campaign, and ends it in any case. */
export async function withCampaign<T>(
  starting: Promise<Campaign>,
  run: (campaign: Campaign) => Promise<T>,
): Promise<T> {
  const campaign = await starting
  try {
    return await run(campaign)
  } finally {
    await campaign.stop()
  }
}

import { createStage, type Stage } from './createStage.ts'
import type { StagePostgres } from './stagePostgres.ts'

/** Stages of two processes with a Redis, for one run after the other. */
export interface PlainStages {
  /** Plays on one. Where stages are shared it is left to the next, unless this one threw. */
  play<T>(act: (stage: Stage) => Promise<T>): Promise<T>
  stop(): Promise<void>
}

/** `isShared`: runs play on one stage as long as it is as it was; else each has its own. */
export function createPlainStages(
  postgres: () => Promise<StagePostgres>,
  { isShared }: { readonly isShared: boolean },
): PlainStages {
  let kept: Stage | null = null

  const take = async (): Promise<Stage> => {
    const stage = kept
    kept = null
    if (stage !== null && (await isWhole(stage))) return stage
    await stage?.stop()
    return await createStage({ postgres: await postgres(), processes: 2, redis: true })
  }
  const stop = async (): Promise<void> => {
    const stage = kept
    kept = null
    await stage?.stop()
  }
  return {
    async play(act) {
      const stage = await take()
      let isKept = false
      try {
        const done = await act(stage)
        isKept = isShared
        return done
      } finally {
        if (isKept) kept = stage
        else await stage.stop()
      }
    },
    stop,
  }
}

/** All its processes serve, and hear each other. */
async function isWhole({ urls }: Stage): Promise<boolean> {
  const reports = await Promise.all(
    urls.map(async (url) => {
      const answer = await fetch(`${url}/readyz`).catch(() => null)
      return answer?.ok === true ? ((await answer.json()) as { backplane?: string }) : null
    }),
  )
  return reports.every((report) => report?.backplane === 'redis')
}

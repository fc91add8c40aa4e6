import type { Questions } from './startChild.ts'

/** The other end of `startChild`: answers what the parent asks, one thing after the other is not promised. */
export function answerParent(answers: Questions): void {
  process.on('message', ({ id, name, asked }: { id: number; name: string; asked: never }) => {
    const answer = async (): Promise<unknown> => (name === 'ready' ? null : await answers[name]?.(asked))
    answer().then(
      (value) => process.send?.({ id, value }),
      (error: unknown) => process.send?.({ id, error: String(error) }),
    )
  })
  // A parent that is gone asks nothing more.
  process.on('disconnect', () => process.exit(0))
}

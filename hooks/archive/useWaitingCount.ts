import { useSummary } from './useSummary.ts'

/** How much waits for the viewer: to decide, to receive, to answer. 0 until it is known. */
export function useWaitingCount(): number {
  const { data } = useSummary()
  return data ? data.waiting.to_decide + data.waiting.to_receive + data.waiting.to_answer : 0
}

import type { LogEntry } from './logEntry.ts'

export interface LogHead {
  /** Changes when the log is another one: restored, or moved to another cluster. */
  readonly epoch: string
  /** Last position given; 0 in an empty log. */
  readonly position: number
}

export interface TopicHead {
  /** Last seq given; 0 for a topic that never had an event. */
  readonly seq: number
}

/** Reads the durable log. Every method rejects when the store is away; callers retry, they never skip. */
export interface LiveLog {
  head(): Promise<LogHead>
  /** Entries after `position` in order, at most `limit`. Contiguous, unless retention has passed (then the first is later). */
  readAfter(position: number, limit: number): Promise<readonly LogEntry[]>
  /** Entries of one topic with seq in (afterSeq, uptoSeq], in order, at most `limit`; fewer when retention has passed. */
  readTopic(topic: string, afterSeq: number, uptoSeq: number, limit: number): Promise<readonly LogEntry[]>
  /**
   * Gives the log another epoch, if it still has this one: an older copy was put in its place, and what clients know of it holds
   * no longer.
   */
  renew(epoch: string): Promise<void>
  /** Heads of several topics and the log's own, from one snapshot. */
  topicHeads(topics: readonly string[]): Promise<{ head: LogHead; topics: ReadonlyMap<string, TopicHead> }>
}

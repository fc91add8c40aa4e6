/** A message that somebody sent. Its id is its content, too: a second copy under any other id is told by it. */
export interface Said {
  readonly id: string
  readonly sender: string
  readonly over: 'REST' | 'socket'
  readonly sentAt: number
  /** When its sender knew that it is there; null: never. */
  readonly knownAt: number | null
  /** How often it was sent until then. */
  readonly tries: number
}

/** A message as a client has it. */
export interface Line {
  readonly number: number
  readonly content: string
}

/** What one participant had before them. */
export interface Heard {
  readonly name: string
  /** New messages in the order in which they came; a new list wherever the server said that something was missed. */
  readonly arrived: readonly (readonly Line[])[]
  /** What the client showed in the end, by number. */
  readonly live: readonly Line[]
  /** The same after a reload. */
  readonly reloaded: readonly Line[]
  /** Gaps that nobody spoke of. */
  readonly holes: readonly string[]
}

/** Everything that a conversation under trouble left behind, for the judge. */
export interface Talk {
  /** Of each sender in the order in which they were written. */
  readonly said: readonly Said[]
  /** The table's numbers, ascending; the words in it are sealed. */
  readonly stored: readonly number[]
  readonly heard: readonly Heard[]
  /** What came to somebody who takes no part. */
  readonly overheard: readonly string[]
}

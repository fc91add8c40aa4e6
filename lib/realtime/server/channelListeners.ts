type Receive = (payload: string) => void

/** Who listens to which channel, in this process. */
export class ChannelListeners {
  readonly #channels = new Map<string, Set<Receive>>()

  /** Returns the undo; calling it twice does no harm. */
  add(channel: string, receive: Receive): () => void {
    // Wrapped, so that one function may listen twice.
    const entry: Receive = (payload) => receive(payload)
    const listeners = this.#channels.get(channel) ?? new Set<Receive>()
    this.#channels.set(channel, listeners)
    listeners.add(entry)
    return () => {
      listeners.delete(entry)
      if (listeners.size === 0 && this.#channels.get(channel) === listeners) this.#channels.delete(channel)
    }
  }

  has(channel: string): boolean {
    return this.#channels.has(channel)
  }

  channels(): string[] {
    return [...this.#channels.keys()]
  }

  /** One listener's failure keeps nobody else from hearing. */
  deliver(channel: string, payload: string, onError: (error: unknown) => void): void {
    for (const receive of this.#channels.get(channel) ?? []) {
      try {
        receive(payload)
      } catch (error) {
        onError(error)
      }
    }
  }

  clear(): void {
    this.#channels.clear()
  }
}

/** A place where `count` callers wait for one another: it resolves for all once the last has come. Later comers pass. */
export function createRendezvous(count: number): () => Promise<void> {
  let come = 0
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return () => {
    come += 1
    if (come >= count) open()
    return opened
  }
}

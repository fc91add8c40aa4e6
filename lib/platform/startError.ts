/**
 * Something that only the operator can put right before Wardline can start: a setting, a key, a database that does not
 * fit. The message is a sentence for them; the process ends with 78 (EX_CONFIG), so that a supervisor does not retry.
 */
export class StartError extends Error {
  readonly exitCode: number = 78

  override get name(): string {
    return this.constructor.name
  }
}

/** What the engine asks of a logger; pino fits. Fields hold ids, codes and numbers, never content or credentials. */
export interface EngineLogger {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

import { readBytes } from './readBytes.ts'

/** Reads a body of at most `maxBytes`, without ever holding more. Throws too_large. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  return new TextDecoder('utf-8').decode(await readBytes(request, maxBytes))
}

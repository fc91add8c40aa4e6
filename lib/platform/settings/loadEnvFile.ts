import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadEnvFile as load } from 'node:process'

/** Takes `.env` of a folder into the process's environment, if it is there. What is set already stays. */
export function loadEnvFile(folder: string): void {
  const file = join(folder, '.env')
  if (existsSync(file)) load(file)
}

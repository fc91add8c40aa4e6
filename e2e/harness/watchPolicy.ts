import type { BrowserContext } from '@playwright/test'

/** The network's errors; violations, which are told with more detail; and what a sandboxed file says of our listener. */
const UNINTERESTING =
  /^Failed to load resource|Content Security Policy|^Blocked script execution in '[^']*\/api\/archive\/attachments\//

/**
 * Collects what the context's pages have to say against their Content-Security-Policy, as `directive what`, and what
 * they log as errors, beside the network's. Pages that are opened before are not heard.
 */
export async function watchPolicy(context: BrowserContext): Promise<() => readonly string[]> {
  const said: string[] = []
  await context.exposeBinding('tellViolation', (_source, line: string) => void said.push(line))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = Reflect.get(globalThis, 'tellViolation') as (line: string) => void
      tell(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile} ${event.sample}`)
    })
  })
  context.on('weberror', (error) => said.push(`error ${String(error.error())}`))
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    if (UNINTERESTING.test(message.text())) return
    said.push(`console ${message.text()}`)
  })
  return () => said
}

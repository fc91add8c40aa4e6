import { defineConfig } from '@playwright/test'

/** Debian's browser: Playwright's own download needs a network that a hospital may not have. */
const CHROMIUM = process.env['WARDLINE_CHROMIUM'] ?? '/usr/bin/chromium'

/** The long ones and the README's pictures are asked for by name. */
const files =
  process.env['WARDLINE_SCREENSHOTS'] === '1'
    ? '**/*.shots.ts'
    : process.env['WARDLINE_LONG'] === '1'
      ? '**/*.{spec,long}.ts'
      : '**/*.spec.ts'

export default defineConfig({
  testDir: 'e2e',
  testMatch: files,
  globalSetup: './e2e/harness/startPostgres.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  // The full run holds the tests to the second that they promise, so they have the machine for themselves.
  workers: process.env['WARDLINE_LONG'] === '1' ? 1 : 2,
  // What hangs ends; how long things may take is said by the tests.
  timeout: 300_000,
  expect: { timeout: 20_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] === undefined ? 'list' : [['list'], ['json']],
  use: {
    browserName: 'chromium',
    // Shorter than a test's: what cannot be pressed is told by name.
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // Recording slows every page down; ask for it where a failure needs it.
    trace: process.env['WARDLINE_TRACE'] === '1' ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // Names as a hospital's network has them: plain http there is no secure context.
        '--host-resolver-rules=MAP *.lan 127.0.0.1, MAP *.example 127.0.0.1',
      ],
    },
  },
})

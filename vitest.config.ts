import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { removableGuards } from './scripts/guards/removableGuards.ts'
import { withoutNamedGuard } from './scripts/guards/withoutNamedGuard.ts'

const ROOT = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')
const everywhere = '{app,components,hooks,lib,prisma,scripts}/**'
const outside = ['**/node_modules/**', '**/.next/**', 'e2e/**', 'data/**']

/** A test's suffix says what it needs; each need is a project: `npx vitest run --project unit`. */
export default defineConfig({
  plugins: [withoutNamedGuard(ROOT)],
  resolve: { alias: { '@': ROOT } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${everywhere}/*.test.{ts,tsx}`],
          exclude: [...outside, '**/*.{pg,redis,process,long,guards}.test.ts'],
          // Modules are loaded once for all files: loading them took three quarters of the time. A test keeps no state of its own
          // in a module, and takes back what it puts on globals.
          isolate: false,
          // Many speak over real sockets, beside whatever else the machine does.
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'pg',
          include: [`${everywhere}/*.pg.test.ts`],
          exclude: outside,
          globalSetup: ['lib/platform/testing/testPostgres.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'redis',
          include: [`${everywhere}/*.redis.test.ts`],
          exclude: outside,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: [`${everywhere}/*.process.test.ts`],
          exclude: outside,
          testTimeout: 60_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        plugins: [removableGuards(ROOT)],
        test: {
          name: 'guards',
          // Each of those beside one another is a test run of its own.
          maxConcurrency: 2,
          include: [`${everywhere}/*.guards.test.ts`],
          exclude: outside,
          globalSetup: ['lib/platform/testing/testPostgres.ts'],
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: [`${everywhere}/*.long.test.ts`],
          exclude: outside,
          globalSetup: ['lib/platform/testing/testPostgres.ts'],
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})

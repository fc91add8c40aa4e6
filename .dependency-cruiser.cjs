// The import rules of the project. Each message says what to do instead.
// The engine and the domains have their own test harnesses under testing/; those may do what production may not.
const ENGINE = '^lib/realtime/'
const OWN_DOMAIN = '^lib/domains/([^/]+)/'
const CONTRACT = '^lib/domains/[^/]+/(contract|contract/[^/]+|policy)\\.ts$'
const TEST = '\\.test\\.tsx?$|\\.contract\\.ts$|/testing/|^e2e/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      comment: 'Two files need each other: move what both need into a third.',
    },
    {
      name: 'everything-imported-exists',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
      comment: 'This import leads nowhere. Is the file missing, or the package not in package.json?',
    },
    {
      name: 'production-needs-no-dev-package',
      severity: 'error',
      from: { path: '^(app|components|hooks|lib)/|^server\\.ts$', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
      comment: 'Move the package to "dependencies", or the code to a test.',
    },
    {
      name: 'engine-knows-no-product',
      severity: 'error',
      from: { path: ENGINE },
      to: {
        path: '^(app|components|hooks|prisma|scripts|server\\.ts|lib/(platform|domains|composition|testing))',
      },
      comment: 'lib/realtime must work in another product: pass the thing in instead of importing it.',
    },
    {
      name: 'engine-knows-no-framework',
      severity: 'error',
      from: { path: ENGINE },
      to: { path: 'node_modules/(next|next-auth|react|react-dom|@prisma|@tanstack|prom-client|pino|pg)/' },
      comment: 'Bind the framework in hooks/ or lib/platform/; the engine has a port for it.',
    },
    {
      name: 'only-the-redis-backplane-knows-redis',
      severity: 'error',
      from: { path: ENGINE, pathNot: ['redis[A-Z][A-Za-z.]*\\.ts$', TEST] },
      to: { path: 'node_modules/ioredis/' },
      comment: 'Everything else speaks to the Backplane or the LeaseStore interface.',
    },
    {
      name: 'protocol-is-a-leaf',
      severity: 'error',
      from: { path: '^lib/realtime/protocol/', pathNot: TEST },
      to: { pathNot: ['^lib/realtime/protocol/', 'node_modules/zod/'] },
      comment: 'Both ends depend on the protocol; it depends on zod and on nothing else.',
    },
    {
      name: 'client-and-server-never-meet',
      severity: 'error',
      from: { path: '^lib/realtime/client/', pathNot: TEST },
      to: { path: '^lib/realtime/(server|testing)/' },
      comment: 'They share the protocol, nothing else.',
    },
    {
      name: 'server-and-client-never-meet',
      severity: 'error',
      from: { path: '^lib/realtime/server/', pathNot: TEST },
      to: { path: '^lib/realtime/(client|testing)/' },
      comment: 'They share the protocol, nothing else.',
    },
    {
      name: 'domains-meet-through-contracts',
      severity: 'error',
      from: { path: OWN_DOMAIN, pathNot: TEST },
      to: { path: '^lib/domains/', pathNot: ['^lib/domains/$1/', CONTRACT] },
      comment: "Import the other domain's contract; let lib/composition.ts hand you its service.",
    },
    {
      name: 'browser-never-reaches-the-server',
      severity: 'error',
      from: {
        path: '^hooks/|^components/|^lib/domains/[^/]+/(contract|contract/[^/]+|policy)\\.ts$|^lib/realtime/(client|protocol)/',
        pathNot: TEST,
      },
      to: {
        path: '^lib/(platform|composition)|/server/|^lib/domains/[^/]+/testing/',
        pathNot: '^lib/realtime/server/actor\\.ts$',
        reachable: true,
      },
      comment:
        'Even through three other files: a secret or a database driver would reach the bundle. (actor.ts holds a type only.)',
    },
    {
      name: 'views-of-a-domain-stay-apart',
      severity: 'error',
      from: { path: '^components/(?!ui/|shell/|form/)([^/]+)/' },
      to: { path: '^components/', pathNot: ['^components/(ui|shell|form|$1)/'] },
      comment: 'Two domains on one screen: let the page in app/ compose them.',
    },
    {
      name: 'primitives-know-no-domain',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: '^(lib/domains|hooks|components/(?!ui/))' },
      comment: 'A primitive gets plain props.',
    },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      from: { path: '^lib/platform/' },
      to: { path: '^lib/(domains/|composition)' },
      comment: 'lib/composition.ts hands the facts of domains to the platform.',
    },
    {
      name: 'only-entry-points-compose',
      severity: 'error',
      from: {
        pathNot:
          '^(server\\.ts|instrumentation\\.ts|app/|prisma/|scripts/|e2e/|lib/(composition(\\.ts|/)|testing/))|\\.test\\.tsx?$',
      },
      to: { path: '^lib/composition(\\.ts$|/)' },
      comment: 'Take what you need as an argument.',
    },
    {
      name: 'imports-go-down',
      severity: 'error',
      from: { path: '^(lib|hooks|components)/' },
      to: { path: '^(app/|e2e/|server\\.ts)' },
      comment: 'The floors are app, components, hooks, lib, in this order.',
    },
    {
      name: 'hooks-draw-nothing',
      severity: 'error',
      from: { path: '^(lib|hooks)/' },
      to: { path: '^components/' },
      comment: 'The floors are app, components, hooks, lib, in this order.',
    },
    {
      name: 'generated-client-stays-in-the-platform',
      severity: 'error',
      from: {
        pathNot:
          '^(lib/platform/|lib/domains/[^/]+/server/|lib/composition|prisma/|scripts/)|\\.test\\.tsx?$|/testing/|^e2e/',
      },
      to: { path: '^lib/platform/database/generated/' },
      comment: 'Pages, hooks and contracts know the shapes of the domains, not those of the tables.',
    },
    {
      name: 'tests-stay-in-tests',
      severity: 'error',
      from: { pathNot: `${TEST}|^scripts/|^[^/]+\\.config\\.ts$` },
      to: { path: '\\.test\\.tsx?$|\\.contract\\.ts$|^e2e/|/testing/' },
      comment: 'If production needs the helper, move it out of the test.',
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^lib/platform/database/generated/' },
    exclude: { path: '^(\\.next|data|test-results)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}

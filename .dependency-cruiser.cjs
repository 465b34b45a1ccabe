// Who may import whom. A rule is also a place in ARCHITECTURE.md, and test/house/import-rules.spec.ts shows that each one bites.

/** What each library may import of the others. Data flows from the left to the right; nothing flows back. */
const MAY_IMPORT = {
  histogram: [],
  kernels: [],
  physics: ['kernels'],
  channels: ['physics', 'histogram', 'kernels'],
  statistics: ['histogram', 'kernels'],
  campaign: ['channels', 'physics', 'histogram', 'kernels', 'statistics'],
  report: ['campaign', 'statistics', 'histogram', 'physics'],
  cluster: ['campaign', 'histogram'],
};

const TEST_FILES = '\\.spec\\.ts$|/fixtures/|^test/';

/** A package of node_modules, whether or not it is installed. */
const packages = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`;

const libraryRules = Object.entries(MAY_IMPORT).map(([library, allowed]) => ({
  name: `${library}-imports`,
  severity: 'error',
  comment:
    `libs/${library} may import ${allowed.length === 0 ? 'no other library' : allowed.join(', ')}. ` +
    'Move what you need into a library that it may import, or hand it in as a parameter from the one above.',
  from: { path: `^libs/${library}/` },
  to: { path: '^(libs|apps|test)/', pathNot: `^libs/(${[library, ...allowed].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...libraryRules,
    {
      name: 'library-by-its-index',
      severity: 'error',
      comment:
        'A library is imported as @darkreach/<library>, never by one of its files. ' +
        'If the name is meant for others, add it to the index.ts of its library (and to index.spec.ts); if not, do without it.',
      from: { path: '^(?:libs/([^/]+)|apps/|test/)' },
      to: { path: '^libs/[^/]+/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'channel-imports-no-channel',
      severity: 'error',
      comment:
        'A search stands alone, so that it can be read, changed and removed alone. ' +
        'Physics that two searches share belongs into libs/physics.',
      from: { path: '^libs/channels/src/([^/]+)/' },
      to: { path: '^libs/channels/src/[^/]+/', pathNot: '^libs/channels/src/$1/' },
    },
    {
      name: 'process-imports-no-process',
      severity: 'error',
      comment:
        'A reaction stands alone. What two of them share (a matrix element, a sampling map) ' +
        'belongs into libs/physics/src/radiation or libs/physics/src/kinematics.',
      from: { path: '^libs/physics/src/processes/([^/]+)/' },
      to: { path: '^libs/physics/src/processes/[^/]+/', pathNot: '^libs/physics/src/processes/$1/' },
    },
    {
      name: 'app-imports-no-app',
      severity: 'error',
      comment: 'Apps are programs: what two of them need belongs into a library.',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^(apps|test)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'frameworks-at-the-edge',
      severity: 'error',
      comment:
        'NestJS, BullMQ, Redis, Postgres and gRPC are known to the apps and to libs/cluster only: ' +
        'stages are pure functions, and what they need is handed in. ' +
        'Faults and the benchmark of the cluster judge from outside, and speak to these directly.',
      from: { path: '^(libs|test)/', pathNot: ['^libs/cluster/', '^test/(faults|bench/cluster)/'] },
      to: { path: packages('@nestjs', '@grpc', 'bullmq', 'ioredis', 'pg') },
    },
    {
      name: 'gpu-only-in-kernels',
      severity: 'error',
      comment:
        'Devices are opened by openDevice() of @darkreach/kernels, which tests them; nobody else talks to gpu.js or webgpu.',
      from: { pathNot: '^libs/kernels/' },
      to: { path: packages('gpu\\.js', 'webgpu') },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'These files import each other in a circle: move what they share into a file of its own.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      severity: 'error',
      comment: 'Nothing imports this file and it imports nothing: add it to where it is needed, or delete it.',
      // A program of a test is started by its spec, and imports what was built.
      from: { orphan: true, pathNot: ['\\.d\\.m?ts$', '\\.json$', '^test/.+\\.mjs$'] },
      to: {},
    },
    {
      name: 'no-test-code-in-programs',
      severity: 'error',
      comment: 'Specs and fixtures are not for programs: move what is needed into a file of its own.',
      from: { path: '^(apps|libs)/', pathNot: TEST_FILES },
      to: { path: TEST_FILES },
    },
    {
      name: 'no-development-package-in-programs',
      severity: 'error',
      comment: 'This package is a devDependency, and a program imports it: move it to dependencies in package.json.',
      from: { path: '^(apps|libs)/', pathNot: TEST_FILES },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'This cannot be found: relative imports end in .js, packages stand in package.json.',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.wasm$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};

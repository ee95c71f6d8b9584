'use strict';
// The rooms of ARCHITECTURE.md and what each may import: one way only, no cycles, type imports included. `npm run lint` checks it.

/** Every room and the rooms it may import, besides itself. A folder that is not named here is an error. */
const rooms = {
  'workflows/core': ['activities'],
  workflows: ['workflows/core', 'activities'],
  activities: ['workflows/core'],

  'src/system': [],
  'src/problems': [],
  'src/telemetry': ['activities'],
  'src/hours': ['activities'],
  'src/policy': ['activities', 'src/problems', 'src/telemetry', 'src/hours'],
  'src/budget': ['activities', 'workflows/core', 'src/problems', 'src/policy', 'src/rates'],
  'src/config': ['src/system', 'src/problems', 'src/policy', 'src/ledger', 'src/budget'],
  'src/vendors/http': ['activities', 'src/system'],
  'src/vendors/admin': [],
  'src/vendors/zendesk': [
    ...['activities', 'workflows/core', 'src/system', 'src/hours', 'src/vendors/http', 'src/vendors/admin'],
  ],
  'src/vendors/sunshine': ['activities', 'workflows/core', 'src/system', 'src/vendors/http', 'src/vendors/admin'],
  'src/ledger': ['activities', 'src/system', 'src/telemetry'],
  'src/ledger/rebuild': ['activities', 'src/ledger', 'src/audit', 'src/config', 'src/service/account'],
  'src/running': ['src/config', 'src/system'],
  'src/embedded': ['src/system'],
  'src/temporal': [
    ...['activities', 'workflows/core', 'workflows'],
    ...['src/system', 'src/telemetry', 'src/policy', 'src/config', 'src/embedded'],
  ],
  'src/language': ['workflows/core', 'workflows'],
  'src/reasons': ['activities', 'workflows/core', 'workflows', 'src/language'],
  'src/service/http': ['src/system', 'src/telemetry'],
  'src/service/app': [
    ...['activities', 'workflows/core', 'workflows', 'src/telemetry', 'src/policy', 'src/config', 'src/temporal'],
    ...['src/vendors/zendesk', 'src/reasons', 'src/service/http'],
  ],
  'src/service/reports': ['src/telemetry', 'src/ledger', 'src/rates', 'src/report', 'src/service/app'],
  'src/service/monitor': ['src/telemetry', 'src/service/http'],
  'src/service/receiver': [
    ...['activities', 'workflows/core', 'src/system', 'src/telemetry', 'src/policy', 'src/config'],
    ...['src/vendors/http', 'src/vendors/zendesk', 'src/vendors/sunshine', 'src/temporal'],
    ...['src/service/app', 'src/service/http', 'src/service/monitor'],
  ],
  'src/service/account': [
    ...['activities', 'src/system', 'src/telemetry', 'src/ledger', 'src/hours', 'src/policy', 'src/config'],
    ...['workflows/core', 'src/budget', 'src/rates'],
    ...['src/vendors/http', 'src/vendors/zendesk', 'src/vendors/sunshine', 'src/temporal', 'src/service/monitor'],
  ],
  'src/service/worker': ['activities', 'workflows', 'src/telemetry', 'src/temporal', 'src/service/account'],
  'src/service': [
    ...[
      'activities',
      'workflows',
      'src/ledger',
      'src/system',
      'src/telemetry',
      'src/policy',
      'src/config',
      'src/running',
    ],
    'src/temporal',
    ...['src/service/monitor', 'src/service/account', 'src/service/receiver', 'src/service/worker'],
    'src/service/reports',
  ],
  'src/rates': ['activities', 'src/system', 'src/problems'],
  'src/report/words': [],
  'src/report': ['src/ledger', 'src/language', 'src/rates', 'src/report/words'],
  'src/audit/words': ['src/audit'],
  'src/audit/page': ['src/audit', 'src/audit/words', 'src/language'],
  'src/audit': [
    ...['activities', 'workflows/core', 'src/system', 'src/hours', 'src/policy', 'src/config', 'src/audit/words'],
    ...['src/rates', 'src/budget', 'src/vendors/zendesk', 'src/vendors/sunshine', 'src/service/account'],
    'src/telemetry',
    'src/language',
  ],
  'src/operator/terminal': ['src/config'],
  'src/operator/setup': [
    ...['activities', 'src/system', 'src/config', 'src/vendors/http', 'src/vendors/admin', 'src/vendors/zendesk'],
    ...['src/vendors/sunshine', 'src/operator/terminal'],
  ],
  'src/operator/status': [
    ...['activities', 'workflows/core', 'workflows', 'src/telemetry', 'src/hours', 'src/config'],
    ...['src/vendors/zendesk', 'src/temporal', 'src/reasons', 'src/language'],
  ],
  'src/operator/policyTools': [
    ...['activities', 'workflows/core', 'src/system', 'src/telemetry', 'src/hours', 'src/policy', 'src/config'],
    ...['src/vendors/zendesk', 'src/temporal'],
  ],
  'src/operator/doctor': [
    ...[
      'activities',
      'src/problems',
      'src/hours',
      'src/config',
      'src/running',
      'src/vendors/http',
      'src/vendors/admin',
    ],
    ...['src/vendors/zendesk', 'src/vendors/sunshine', 'src/temporal', 'src/operator/setup'],
    ...['src/system', 'src/reasons', 'src/language'],
  ],
  'src/operator/cli': [
    ...['activities', 'workflows', 'src/system', 'src/problems', 'src/policy', 'src/config', 'src/temporal'],
    ...['src/service', 'src/telemetry'],
    ...['src/operator/terminal', 'src/operator/setup', 'src/operator/status', 'src/operator/policyTools'],
    ...['src/operator/doctor', 'src/language', 'src/rates', 'src/audit', 'src/audit/words', 'src/audit/page'],
    ...['src/ledger', 'src/ledger/rebuild', 'src/report', 'src/report/words', 'src/budget'],
  ],

  // The sidebar app: built by itself, with these sources of ours in it.
  'app/src': ['activities', 'workflows/core', 'src/service/app'],
  'app/host': [],
  'app/test': ['.'],

  sandbox: [],
  simulation: ['.'],
  demo: ['.'],
  bench: ['.'],
  test: ['.'],
};

/** A path in this room, and in no room inside it. */
const within = (room) => {
  const inner = Object.keys(rooms).filter((other) => other.startsWith(`${room}/`));
  const except = inner.map((other) => `${other.slice(room.length + 1)}/`).join('|');
  return except ? `^${room}/(?!${except})` : `^${room}/`;
};

const ours = '^(workflows|activities|src|app/(src|host|test)|sandbox|simulation|demo|bench|test)/';
const product = '^(workflows|activities|src)/';

const oneWay = Object.entries(rooms)
  .filter(([, may]) => !may.includes('.'))
  .map(([room, may]) => ({
    name: `${room} imports only ${may.join(', ') || 'itself'}`,
    severity: 'error',
    from: { path: within(room) },
    to: { path: ours, pathNot: [room, ...may].map(within) },
  }));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...oneWay,
    {
      name: 'every file of the product stands in a room',
      severity: 'error',
      from: {},
      to: { path: product, pathNot: Object.keys(rooms).map(within) },
    },
    {
      name: 'internal files are imported by their own room only',
      comment: 'There are no index files: a command loads only what it needs. What a room shows stands at its top.',
      severity: 'error',
      from: { path: '^(src(?:/(?:vendors|service|operator))?/[^/]+)/', pathNot: '^test/' },
      to: { path: '/internal/', pathNot: '^$1/' },
    },
    {
      name: 'no cycles, of types either',
      severity: 'error',
      from: { path: ours },
      to: { circular: true },
    },
    {
      name: 'activities come into workflows as types only',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: "of the core, activities know only the table of WhatsApp's error codes and the look-up of outside names",
      comment: 'Both are replayed, so they belong there; workflows take nothing but types from activities.',
      severity: 'error',
      from: { path: '^activities/' },
      to: { path: '^workflows/', pathNot: '^workflows/core/(errorCodes|own)\\.ts$' },
    },
    {
      name: 'workflow code is replayed: no Node built-ins, no vendor library',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { dependencyTypes: ['core', 'npm'], pathNot: 'node_modules/@temporalio/(workflow|common)/' },
    },
    {
      name: 'the core is pure: its own files, and types',
      severity: 'error',
      from: { path: '^workflows/core/' },
      to: { dependencyTypes: ['core', 'npm'] },
    },
    {
      name: 'activities speak to ports, not to vendors or Temporal clients',
      severity: 'error',
      from: { path: '^activities/' },
      to: { path: 'node_modules/(axios|node-zendesk|@temporalio/(client|worker))/' },
    },
    {
      // The claims are two constants that page and service must spell alike; the file imports nothing.
      name: 'the sidebar app takes from the service the shape of our answer and the claims, and none of its code',
      severity: 'error',
      from: { path: '^app/src/' },
      to: { path: '^src/', pathNot: '^src/service/app/claims\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody imports the sidebar app; app/host, its stand-in for Zendesk, is free to all',
      severity: 'error',
      from: { path: ours, pathNot: '^app/' },
      to: { path: '^app/(src|test)/' },
    },
    {
      name: 'only their own tests import the benchmarks',
      severity: 'error',
      from: { path: ours, pathNot: '^(bench|test)/' },
      to: { path: '^bench/' },
    },
    {
      name: 'benchmarks stand beside demo and tests',
      severity: 'error',
      from: { path: '^bench/' },
      to: { path: '^(demo|test)/' },
    },
    {
      name: 'nothing is left that nobody imports',
      severity: 'error',
      // Loaded by their paths: by the workflows' bundler and by the SDK's data converter.
      from: { orphan: true, path: product, pathNot: '^workflows/(tracing|failureConverter|stackTraces)[.]ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(app/)?dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};

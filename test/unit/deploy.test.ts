import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, parse } from 'yaml';
import { environmentSchema } from '../../src/config/internal/environmentSchema';
import { loadConfig } from '../../src/config/config';
import { secretNames } from '../../src/config/internal/secretFiles';
import { parsePolicy } from '../../src/policy/policy';
import { projectFile } from '../support/configuration';

interface Probe {
  httpGet: { path: string; port: string };
}
interface Container {
  name: string;
  args: string[];
  env: { name: string; value: string }[];
  ports: { name: string; containerPort: number }[];
  securityContext: object;
  livenessProbe: Probe;
  readinessProbe: Probe;
  startupProbe: Probe;
}
interface Deployment {
  kind: string;
  spec: { template: { spec: { containers: Container[]; securityContext: object } } };
}
interface Service {
  image: string;
  ports?: string[];
  entrypoint?: string[];
  command?: string[];
  environment?: Record<string, string | number>;
  volumes?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  tmpfs?: string[];
  security_opt?: string[];
  healthcheck?: { disable?: boolean };
  deploy?: { resources: { limits: { memory: string } } };
}

const kubernetes = 'deploy/kubernetes';
const deploymentIn = (file: string): Container => {
  const documents = parseAllDocuments(projectFile(`${kubernetes}/base/${file}`)).map((it) => it.toJS() as Deployment);
  return documents.find(({ kind }) => kind === 'Deployment')!.spec.template.spec.containers[0]!;
};
const containers = [deploymentIn('receiver.yaml'), deploymentIn('worker.yaml')];
const compose = parse(projectFile('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const installation = parse(projectFile(`${kubernetes}/example/kustomization.yaml`)) as {
  configMapGenerator: { name: string; literals?: string[] }[];
};
const literals = Object.fromEntries(
  installation.configMapGenerator
    .flatMap(({ literals = [] }) => literals)
    .map((it) => [it.slice(0, it.indexOf('=')), it.slice(it.indexOf('=') + 1)]),
);

/** Variables of Node itself. */
const OF_NODE = ['NODE_OPTIONS', 'NODE_ENV'];
const isRead = (name: string): boolean =>
  name in environmentSchema.shape ||
  name.startsWith('TEMPORAL_') ||
  OF_NODE.includes(name) ||
  (name.endsWith('_FILE') && secretNames.includes(name.slice(0, -'_FILE'.length)));

describe.each(containers)('the $name in Kubernetes', (container) => {
  const environment = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));

  it('is given variables that are read, and no secret in plain text', () => {
    const names = [...Object.keys(environment), ...Object.keys(literals)];
    expect(names.filter((name) => !isRead(name))).toEqual([]);
    expect(names.filter((name) => secretNames.includes(name))).toEqual([]);
  });

  it('has all that it needs to start', () => {
    const policy = projectFile(`${kubernetes}/example/ventana.yaml`);
    const readFile = (path: string): string => (path === environment['VENTANA_POLICY'] ? policy : 'a-secret');
    expect(loadConfig({ ...literals, ...environment }, readFile)).toMatchObject({
      monitor: { port: 9464, sdkPort: 9465 },
      temporal: { address: 'temporal-frontend.temporal:7233' },
    });
  });

  it('is asked whether it lives, never whether it is ready: a refused key must not stop it', () => {
    const { livenessProbe, readinessProbe, startupProbe, ports } = container;
    for (const { httpGet } of [livenessProbe, readinessProbe, startupProbe]) {
      expect(httpGet.path).toBe('/health/live');
      expect(ports.map(({ name }) => name)).toContain(httpGet.port);
    }
  });

  it('listens for Prometheus where its ports say', () => {
    const ports = Object.fromEntries(container.ports.map(({ name, containerPort }) => [name, String(containerPort)]));
    expect(ports).toMatchObject({
      metrics: environment['METRICS_PORT'],
      'sdk-metrics': environment['SDK_METRICS_PORT'],
    });
  });

  it('may change nothing of itself', () => {
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });
});

describe("the example's policy", () => {
  it('has no problems', () => {
    expect(parsePolicy(projectFile(`${kubernetes}/example/ventana.yaml`), 'ventana.yaml')).not.toHaveProperty(
      'problems',
    );
  });
});

describe('docker compose', () => {
  const { services } = compose;
  const ours = ['receiver', 'worker'].map((name) => [name, services[name]!] as const);

  it.each(ours)('gives the %s variables that are read', (_name, { environment = {} }) => {
    const given = Object.keys(environment).filter((name) => environment[name] !== '');
    expect(given.filter((name) => !isRead(name))).toEqual([]);
    expect(environment).toMatchObject({ METRICS_PORT: 9464, SDK_METRICS_PORT: 9465 });
  });

  it.each(ours)('runs the %s read-only, within limits, and watches whether it lives', (_name, service) => {
    expect(service).toMatchObject({ read_only: true, security_opt: ['no-new-privileges:true'] });
    expect(service.deploy?.resources.limits.memory).toBeDefined();
    expect(service.healthcheck?.disable).toBeUndefined();
    expect(projectFile('Dockerfile')).toMatch(/HEALTHCHECK[^]*METRICS_PORT[^]*\/health\/live/);
  });

  it.each(ours)('keeps the other passwords in .env from the %s', (_name, { environment }) => {
    expect(environment).toMatchObject({
      ...{ POSTGRES_PASSWORD: '', GRAFANA_PASSWORD: '', GRAFANA_LEDGER_PASSWORD: '' },
    });
  });

  const all = Object.entries(services);

  it('publishes ports on this machine only, unless told otherwise', () => {
    const published = all.flatMap(([, { ports = [] }]) => ports);
    expect(published).toHaveLength(3);
    for (const port of published) expect(port).toMatch(/^(127\.0\.0\.1|\$\{PUBLISH_ON:-127\.0\.0\.1\}):/);
  });

  it('has no default password, and says in a sentence which one is missing', () => {
    const passwords = all.flatMap(([name, { environment = {} }]) =>
      Object.entries(environment)
        .filter(([key, value]) => /PASSWORD|PWD/.test(key) && value !== '')
        .map(([, value]) => [name, String(value)] as const),
    );
    expect(passwords.map(([name]) => name)).toEqual(
      expect.arrayContaining(['postgres', 'postgres-backup', 'temporal-database', 'temporal', 'grafana']),
    );
    for (const [name, value] of passwords)
      expect(value).toMatch(
        name === 'grafana' ? /^\$\{GRAFANA_(LEDGER_)?PASSWORD:-\}$/ : /^\$\{POSTGRES_PASSWORD:\?Put a .+\}$/,
      );
  });

  it('Y56 gives its Grafana both dashboards, and the data sources that they ask for', () => {
    const { volumes = [], environment = {} } = services['grafana']!;
    const { datasources } = parse(projectFile('deploy/monitoring/grafana/datasource.yaml')) as {
      datasources: { type: string }[];
    };
    for (const file of ['dashboard.json', 'ledger-dashboard.json']) {
      const path = `deploy/monitoring/${file}`;
      expect(volumes).toContainEqual(expect.stringMatching(`^\\./${path}:/etc/ventana/dashboards/.+\\.json:ro$`));
      const { templating } = JSON.parse(projectFile(path)) as {
        templating: { list: { type: string; query: string }[] };
      };
      const [asked] = templating.list.filter(({ type }) => type === 'datasource');
      expect(datasources.map(({ type }) => type)).toContain(asked?.query);
    }
    const named = JSON.stringify(datasources).match(/\$[A-Z_]+/g) ?? [];
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((it) => !(it.slice(1) in environment))).toEqual([]);
  });

  it('does not start Grafana without a password', () => {
    const [shell = '', ...parts] = services['grafana']?.entrypoint ?? [];
    const { status, stderr } = spawnSync(
      shell,
      parts.map((it) => it.replaceAll('$$', '$')),
      { env: { GF_SECURITY_ADMIN_PASSWORD: '' }, encoding: 'utf8' },
    );
    expect(status).not.toBe(0);
    expect(stderr).toContain('Put GRAFANA_PASSWORD, a password for Grafana, into .env');
  });

  it.each(all)('closes %s: no capability but those it needs, no new privileges, nothing written', (name, service) => {
    expect(service).toMatchObject({ cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service.cap_add ?? []).toEqual(
      name === 'postgres' ? ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'] : [],
    );
    if (name !== 'temporal-ui') expect(service).toMatchObject({ read_only: true });
    if (service.read_only) expect(service.tmpfs).toContain('/tmp');
  });

  it.each(all.filter(([, { image }]) => image !== 'ventana:local'))('pins the image of %s', (_name, { image }) => {
    expect(image).toMatch(/:v?\d+\.\d+(\.\d+)?$/);
  });

  it('begins the cluster with 512 shards, which it keeps for life', () => {
    expect(services['temporal']?.environment).toMatchObject({ NUM_HISTORY_SHARDS: 512 });
  });
});

describe('Prometheus', () => {
  const jobs = ['ventana-receiver', 'ventana-worker', 'ventana-worker-sdk'];

  it('calls the processes by the same names everywhere: the alerts ask for them', () => {
    const scraped = parse(projectFile('deploy/monitoring/prometheus.yaml')) as {
      scrape_configs: { job_name: string }[];
    };
    const monitors = parseAllDocuments(projectFile(`${kubernetes}/monitoring/pod-monitors.yaml`));
    expect(scraped.scrape_configs.map(({ job_name }) => job_name)).toEqual(jobs);
    expect(monitors.map((it) => (it.toJS() as { metadata: { name: string } }).metadata.name)).toEqual(jobs);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../../src/telemetry/metrics';
import { projectFile } from '../support/configuration';

/** Labels that Prometheus and its rules add. */
const ADDED = ['job', 'instance', 'le'];

interface Dashboard {
  panels: { title: string; targets?: { expr: string }[] }[];
  templating: { list: { query: unknown }[] };
}
interface Rules {
  groups: {
    rules: { alert: string; expr: string; annotations: Record<string, string>; labels: Record<string, string> }[];
  }[];
}

const dashboard = JSON.parse(projectFile('deploy/monitoring/dashboard.json')) as Dashboard;
const alerts = (parse(projectFile('deploy/monitoring/alerts.yaml')) as Rules).groups.flatMap(({ rules }) => rules);
const shown = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }): [string, string] => [`panel "${title}"`, expr]),
);
const alerting = alerts.map(({ alert, expr }): [string, string] => [alert, expr]);

/** Our own metrics: what each is called where it is asked for, and its labels. */
async function known(): Promise<Map<string, string[]>> {
  const { registry } = createMetrics();
  const names = new Map<string, string[]>();
  for (const { name, type } of await registry.getMetricsAsJSON()) {
    const { labelNames } = registry.getSingleMetric(name) as unknown as { labelNames: string[] };
    const kind = String(type);
    const forms = kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
    for (const form of forms) names.set(form, [...labelNames, ...ADDED]);
  }
  return names;
}

/** The SDK's metrics have their names in its native core; the exporter adds unit and `_total`. */
function sdkNames(): Buffer {
  const releases = join(dirname(require.resolve('@temporalio/core-bridge/package.json')), 'releases');
  const [platform = ''] = readdirSync(releases);
  return readFileSync(join(releases, platform, 'index.node'));
}
const coreNameOf = (name: string): string =>
  name
    .replace(/^temporal_/, '')
    .replace(/_bucket$/, '')
    .replace(/_(seconds|total)$/, '');

const namesIn = (text: string): string[] => text.match(/\b(?:ventana|process|nodejs)_\w+/g) ?? [];

describe.each([...shown, ...alerting])('%s', (_where, expr) => {
  it('asks for metrics that there are, by labels that they have', async () => {
    const metrics = await known();
    expect(expr).toMatch(/\b(ventana|temporal|process|nodejs)_|\bup\b/);
    for (const [, name = '', labels = ''] of expr.matchAll(/\b((?:ventana|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)) {
      expect([...metrics.keys()]).toContain(name);
      for (const [, label] of labels.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)) expect(metrics.get(name)).toContain(label);
    }
    const own = namesIn(expr);
    const labels = own.flatMap((name) => metrics.get(name) ?? []);
    if (own.length === 0) return;
    for (const [, by = ''] of expr.matchAll(/\bby \(([^)]*)\)/g))
      for (const label of by.split(/\s*,\s*/)) expect(labels).toContain(label);
  });
});

describe('what the monitoring asks of the SDK', () => {
  it('is counted by the SDK that we have', () => {
    const core = sdkNames();
    const names = new Set([...shown, ...alerting].flatMap(([, expr]) => expr.match(/\btemporal_\w+/g) ?? []));
    expect(names.size).toBeGreaterThan(0);
    expect([...names].filter((name) => !core.includes(coreNameOf(name)))).toEqual([]);
  });
});

describe('our metrics', () => {
  it('are each asked for, by a panel or an alert', async () => {
    const asked = new Set([...shown, ...alerting].flatMap(([, expr]) => namesIn(expr)));
    const families = (await createMetrics().registry.getMetricsAsJSON()).map(({ name }) => name);
    const unseen = families
      .filter((name) => name.startsWith('ventana_'))
      .filter((name) => ![...asked].some((it) => it === name || it.startsWith(`${name}_`)));
    expect(unseen).toEqual([]);
  });

  it('choose the accounts of the dashboard', async () => {
    const metrics = await known();
    for (const name of namesIn(JSON.stringify(dashboard.templating))) expect(metrics.get(name)).toContain('account');
  });
});

describe('an alert', () => {
  it.each(alerts)('$alert says what happened, what to do, and how much it hurries', ({ annotations, labels }) => {
    expect(annotations['summary']).toMatch(/\.$/);
    expect(annotations['description']).toMatch(/\w{3}/);
    expect(['page', 'ticket']).toContain(labels['severity']);
  });
});

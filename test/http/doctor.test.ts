import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checksOf } from '../../src/operator/doctor/internal/checks';
import type { Result } from '../../src/operator/doctor/check';
import { openContext } from '../../src/operator/doctor/internal/context';
import { examineAll } from '../../src/operator/doctor/doctor';
import { examine } from '../../src/operator/doctor/internal/examine';
import { createFileStore } from '../../src/operator/setup/fileStore';
import type { TemporalInspector } from '../../src/temporal/inspector';
import type { Fault } from '../support/doctorFault';
import { faults } from '../support/doctorFaults';
import { serviceFaults } from '../support/doctorFaultsOfService';
import { setUpAccount, type SetUpAccount } from '../support/doctoring';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What a real one is looked at for stands in test/workflow. */
const healthyTemporal: TemporalInspector = {
  address: '127.0.0.1:7233',
  namespace: 'default',
  retentionMs: () => Promise.resolve(30 * DAY),
  attributeFaults: () => Promise.resolve({ missing: [], wrong: [] }),
  queuesWithoutWorker: () => Promise.resolve([]),
  holds: () => Promise.resolve([]),
  limits: () => Promise.resolve('unused'),
  pause: () => Promise.resolve(undefined),
  sweep: () => Promise.resolve({ last: { endedAt: Date.now() - MINUTE, outcome: 'COMPLETED' } }),
  close: () => Promise.resolve(),
};

/** The sandbox has never called the webhook of a new account: what its calls would meet is not known. */
const UNCALLED = 'zendesk.invocations';

async function examined(
  account: SetUpAccount,
  { environment, policy, temporal }: Partial<Fault> = {},
): Promise<Result[]> {
  const config = account.config(environment, policy);
  const record = createFileStore(config.dataFolder, config.account).record();
  const look = { ...healthyTemporal, ...temporal };
  return examine(
    checksOf({ ...openContext(config, record, Date.now, '1.2.3'), temporal: () => Promise.resolve(look) }),
  );
}

const inWords = ({ level, title, found, todo = '' }: Result): string => `${level} ${title}: ${found}. ${todo}`;
describe('doctor', () => {
  let account: SetUpAccount;
  afterEach(() => account.close());

  it('is all green on a healthy account', async () => {
    account = await setUpAccount();
    const results = await examined(account);
    expect(results.filter(({ id, level }) => level !== 'ok' && id !== UNCALLED).map(inWords)).toEqual([]);
    expect(results.length).toBeGreaterThan(45);
  });

  it.each(Object.entries({ ...faults, ...serviceFaults }))(
    'names %s by its own line, and no other',
    async (_what, fault) => {
      account = await setUpAccount();
      await fault.plant?.(account);
      const results = await examined(account, fault);
      const told = results.filter(({ level }) => level === 'warning' || level === 'problem');
      expect(told.map(({ id }) => id).sort(), told.map(inWords).join('\n')).toEqual(Object.keys(fault.says).sort());
      for (const result of told) {
        const [level, words] = fault.says[result.id] ?? [];
        expect(result.level).toBe(level);
        expect(inWords(result)).toMatch(words ?? /$^/);
        expect(result.todo).toMatch(/\.$/);
      }
      const titles = told.map(({ title }) => title);
      for (const { id, found } of results.filter(({ level }) => level === 'skipped')) {
        if (id !== UNCALLED && !fault.skips?.includes(id)) expect(titles).toContain(found.replace(/^because of: /, ''));
      }
    },
  );
});

describe('doctor without', () => {
  let account: SetUpAccount;
  beforeAll(async () => {
    account = await setUpAccount();
    await account.service.stop();
  });
  afterAll(() => account.close());

  it('a configuration says each problem of it, and that nothing else was looked at', async () => {
    const load = () => account.config({ WHATSAPP_INTEGRATION_ID: '', PORT: 'http' });
    const results = await examineAll({ load });
    expect(results.map(({ id, level }) => `${id} ${level}`)).toEqual([
      'configuration problem',
      'configuration problem',
      'everything skipped',
    ]);
    expect(results.map(inWords).join('\n')).toMatch(/WHATSAPP_INTEGRATION_ID is not set\..*\n.*PORT is not a port\./);
  });

  it('a running Temporal says how to start it, and starts none', async () => {
    const results = await examineAll({ load: () => account.config() });
    const told = results.filter(({ id, level }) => level !== 'ok' && id !== UNCALLED && !id.startsWith('service'));
    expect(results.filter(({ id }) => id.startsWith('service')).map(({ level }) => level)).toEqual(
      Array(4).fill('skipped'),
    );
    expect(told.map(inWords)).toEqual([
      'problem Temporal: the embedded server is not running. Start Ventana: npx ventana start.',
      ...[
        'Temporal retention',
        'Temporal search attributes',
        'Workers',
        'Sweep',
        'Sending',
        'Messages on hold',
        'Limits of the policy',
      ].map((title) => `skipped ${title}: because of: Temporal. `),
    ]);
  });

  it('a worker exits with 1 and prints the lines, or one document', async () => {
    const [lines, document] = await Promise.all([run(['doctor']), run(['doctor', '--json'], 'es_ES.UTF-8')]);
    expect(lines).toMatchObject({ code: 1, stderr: '' });
    expect(lines.stdout).toMatch(/^✓ Configuration and policy: loaded\.$/m);
    expect(lines.stdout).toMatch(
      /^✗ Temporal: the embedded server is not running\. Start Ventana: npx ventana start\.$/m,
    );
    const [, trouble] = lines.stdout.split('\n\n');
    expect(trouble?.split('\n').map((it) => it.replace(/with the data folder .*\. Nor/, 'Nor'))).toEqual([
      '- Running service: not checked, because none runs on this machine Nor, for the same reason: Secrets of the running service, Webhooks received, Sidebar app.',
      '- Calls of the Zendesk webhook: not checked, because there was none in the last 7 days.',
      '- Not checked, because of Temporal: Temporal retention, Temporal search attributes, Workers and 4 more.',
      '✗ Temporal: the embedded server is not running. Start Ventana: npx ventana start.',
    ]);
    expect(lines.stdout).toMatch(/\n\n1 problem, 12 skipped, \d+ ok\n$/);
    expect(document.code).toBe(1);
    // J47: programs read the same words everywhere.
    expect(document.stdout).toContain('"title": "Configuration and policy"');
    expect(JSON.parse(document.stdout)).toMatchObject({
      healthy: false,
      counts: { problem: 1, skipped: 12, warning: 0 },
    });
  });

  it('J47 a worker says it in Spanish on a Spanish terminal, with the same codes', async () => {
    const { code, stdout } = await run(['doctor'], 'es_ES.UTF-8');
    expect(code).toBe(1);
    const lines = stdout.split('\n');
    expect(lines).toContain('✓ Configuración y política: cargadas.');
    expect(lines).toContain('✗ Temporal: el servidor incluido no está en marcha. Arranca Ventana: npx ventana start.');
    expect(stdout).toMatch(/\n\n1 problema, 12 sin comprobar, \d+ bien\n$/);
    expect(lines.filter((it) => /\b(the|is|not|and|as it should)\b/.test(it))).toEqual([]);
  });

  function run(args: string[], locale = 'C'): Promise<{ code: unknown; stdout: string; stderr: string }> {
    const ventana = resolve(__dirname, '../../bin/ventana.js');
    const env = { PATH: process.env['PATH'] ?? '', LC_ALL: locale, ...account.environment };
    return new Promise((end) =>
      execFile(process.execPath, [ventana, ...args], { env }, (error, stdout, stderr) =>
        end({ code: error?.code ?? 0, stdout, stderr }),
      ),
    );
  }
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PINNED_CLI_VERSION } from '../../src/embedded/internal/cliVersion';
import { freePort } from '../../src/system/freePort';
import type { CommandReport } from '../support/commandProcess';

const ROOT = resolve(__dirname, '../..');
const TSX = ['--require', require.resolve('tsx/preflight'), '--import', `file://${require.resolve('tsx')}`];
const folder = mkdtempSync(join(tmpdir(), 'ventana-command-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A Temporal CLI that says its version, and then is no server. */
function fakeCli(): string {
  const cache = join(folder, 'cache');
  const file = join(cache, 'ventana', `temporal-${PINNED_CLI_VERSION}`);
  mkdirSync(join(cache, 'ventana'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho 'temporal version ${PINNED_CLI_VERSION} (Server 1.32.0, UI 2.54.1)'\n`);
  chmodSync(file, 0o755);
  return cache;
}

/** A complete configuration; the vendors' addresses refuse connections, and nothing is on the PATH. */
async function environment(): Promise<Record<string, string>> {
  const nobody = `http://127.0.0.1:${await freePort()}`;
  return {
    PATH: join(folder, 'empty'),
    XDG_CACHE_HOME: fakeCli(),
    VENTANA_DATA: mkdtempSync(join(folder, 'data-')),
    VENTANA_POLICY: join(ROOT, 'ventana.example.yaml'),
    ZENDESK_SUBDOMAIN: 'acme',
    ZENDESK_BASE_URL: nobody,
    ZENDESK_EMAIL: 'ventana@example.com',
    ZENDESK_API_TOKEN: 'token',
    ZENDESK_WEBHOOK_SECRET: 'secret',
    SUNSHINE_BASE_URL: nobody,
    SUNSHINE_APP_ID: 'app',
    SUNSHINE_KEY_ID: 'app_key',
    SUNSHINE_KEY_SECRET: 'secret',
    SUNSHINE_WEBHOOK_SECRET: 'secret',
    WHATSAPP_INTEGRATION_ID: 'integration',
  };
}

/** Runs a command line as `ventana` does, and tells what it leaves behind. */
async function reportOf(line: string): Promise<CommandReport> {
  const file = join(mkdtempSync(join(folder, 'report-')), 'report.json');
  const child = spawn(
    process.execPath,
    [...TSX, join(ROOT, 'test/support/commandProcess.ts'), ...line.split(' ').filter(Boolean)],
    { cwd: folder, env: { ...(await environment()), COMMAND_REPORT: file }, stdio: 'ignore' },
  );
  await once(child, 'exit');
  return JSON.parse(readFileSync(file, 'utf8')) as CommandReport;
}

/** Each command runs once, for both questions. */
const reports = new Map<string, Promise<CommandReport>>();
const reported = (line: string): Promise<CommandReport> => {
  const known = reports.get(line) ?? reportOf(line);
  reports.set(line, known);
  return known;
};

const TEMPORAL = /^(@temporalio|@grpc)\//;
const CONFIGURATION = /^(zod|yaml|luxon|dotenv)$/;
const VENDORS = /^(axios|node-zendesk|pino|@opentelemetry\/.*)$/;
const SERVICE = /^(fastify|prom-client|@temporalio\/(worker|testing|core-bridge)|@opentelemetry\/(sdk|exporter).*)$/;

/** Each command, and what it has no business to load: loading is most of the time until its first word. */
const COMMANDS: [line: string, ...withoutThese: RegExp[]][] = [
  ['--help', CONFIGURATION, TEMPORAL, VENDORS, SERVICE],
  ['--version', CONFIGURATION, TEMPORAL, VENDORS, SERVICE],
  ['status x', CONFIGURATION, TEMPORAL, VENDORS, SERVICE],
  ['policy check', TEMPORAL, VENDORS, SERVICE],
  ['policy check --templates', TEMPORAL, SERVICE],
  ['setup --dry-run --url https://ventana.acme.com', TEMPORAL, SERVICE],
  ['policy diff', SERVICE],
  ['policy apply --yes --ignore-templates', SERVICE],
  ['rates', TEMPORAL, VENDORS, SERVICE, /^(csv-parse|read-excel-file)$/],
  ['status 12', VENDORS, SERVICE],
  ['sweep', SERVICE],
  ['pause', SERVICE],
  ['resume', SERVICE],
  ['doctor', SERVICE],
];

/** Most of the time they wait for those who do not answer: several at once. */
describe.concurrent('a command, as a process with an empty PATH', () => {
  it.each(COMMANDS)('Q1 "%s" leaves nothing open when its answer is printed', async (line) => {
    expect((await reported(line)).open).toEqual([]);
  });

  it.each(COMMANDS)('Q2 "%s" loads no package that it does not need', async (line, ...without) => {
    const { packages } = await reported(line);
    expect(packages.filter((it) => without.some((pattern) => pattern.test(it)))).toEqual([]);
  });

  it.each(COMMANDS)('Q40 "%s" says its first word on a terminal before it loads what takes long', async (line) => {
    const { packagesBefore } = await reported(line);
    const long = [TEMPORAL, VENDORS, SERVICE];
    expect(packagesBefore.filter((it) => long.some((pattern) => pattern.test(it)))).toEqual([]);
  });

  it.runIf('enableCompileCache' in nodeModule)('Q40 keeps what Node has compiled for the next time', async () => {
    const home = mkdtempSync(join(folder, 'home-'));
    const child = spawn(process.execPath, [join(ROOT, 'bin/ventana.js'), '--version'], {
      env: { HOME: home },
      stdio: 'ignore',
    });
    await once(child, 'exit');
    expect(readdirSync(join(home, '.cache/ventana/compiled'))).toHaveLength(1);
  });

  it('Q1 ends with its answer even if something stays open for good, and with its exit code', async () => {
    const child = spawn(process.execPath, [...TSX, join(ROOT, 'test/support/endlessCommand.ts'), 'linger', '20000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect({ code, last: text.split('\n').at(-2) }).toEqual({ code: 1, last: 'line 20000' });
  });

  it('Q1 ends quietly when its reader has left', async () => {
    const child = spawn(process.execPath, [...TSX, join(ROOT, 'test/support/endlessCommand.ts'), 'linger', '20000'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    await once(child, 'close');
    expect(errors).toBe('');
  });
});

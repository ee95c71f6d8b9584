import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { entryOf } from '../../src/ledger/internal/rows';
import { openStore } from '../../src/ledger/store';
import { freePort } from '../../src/system/freePort';

const ROOT = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'ventana-cli-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A configuration that is complete and leads nowhere. */
const configured = {
  ZENDESK_SUBDOMAIN: 'acme',
  ZENDESK_EMAIL: 'ventana@example.com',
  ZENDESK_API_TOKEN: 'token',
  ZENDESK_WEBHOOK_SECRET: 'secret',
  SUNSHINE_APP_ID: 'app',
  SUNSHINE_KEY_ID: 'app_key',
  SUNSHINE_KEY_SECRET: 'secret',
  SUNSHINE_WEBHOOK_SECRET: 'secret',
  WHATSAPP_INTEGRATION_ID: 'integration',
  VENTANA_POLICY: join(ROOT, 'ventana.example.yaml'),
};

/** `ventana` as a process, in a folder without settings; `read` sees what it has written so far. */
function start(args: string[], env: Record<string, string> = {}, bin = join(ROOT, 'bin/ventana.js')) {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (written.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (written.stderr += text.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...written }));
  return { child, ended };
}

const run = (...how: Parameters<typeof start>) => start(...how).ended;

describe.concurrent('ventana, as a process', () => {
  it('runs the sources of a clone, and shows its help', async () => {
    const { code, stdout, stderr } = await run([]);
    expect(stdout).toMatch(/ventana status <tickets\.\.>/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('Y42 report says that the ledger is empty, that there is none, or that its database does not answer', async () => {
    const empty = await run(['report'], { ...configured, VENTANA_DATA: join(folder, 'data') });
    expect(empty).toMatchObject({ code: 0, stderr: '' });
    expect(empty.stdout).toContain('The ledger has nothing of this time.');
    const none = await run(['report'], { ...configured, LEDGER_URL: 'off' });
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toContain('set LEDGER_URL');
    const away = await run(['report'], {
      ...configured,
      LEDGER_URL: `postgres://me:hidden@127.0.0.1:${await freePort()}/l`,
    });
    expect(away).toMatchObject({ code: 3, stdout: '' });
    expect(away.stderr).toContain('The ledger cannot be read (ECONNREFUSED)');
    expect(away.stderr).not.toContain('hidden');
  });

  it('Y29 ledger export prints the rows of all tables, or writes them to a file that only its owner may read', async () => {
    const data = { ...configured, VENTANA_DATA: join(folder, 'exported') };
    const place = { type: 'file', folder: join(folder, 'exported', 'ledger') } as const;
    const store = await openStore(place);
    const window = { of: 'window', owedBy: 'agent', result: 'lost', readAt: 1 } as const;
    // More than a pipe holds.
    const closed = Array.from({ length: 2_500 }, (_, n) => ({ ...window, ticketId: String(n), closesAt: n }));
    await store.write(closed.map((it) => entryOf('acme', it)!));
    await store.close();
    const printed = await run(['ledger', 'export'], data);
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    const lines = printed.stdout.trimEnd().split('\n');
    expect(new Set(lines).size).toBe(2_500);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ table: 'windows', account: 'acme', result: 'lost' });
    const out = join(folder, 'windows.csv');
    const file = ['ledger', 'export', '--format', 'csv', '--table', 'windows', '--out', out];
    const { code, stdout } = await run([...file, '--json'], data);
    expect({ code, result: JSON.parse(stdout) as unknown }).toEqual({ code: 0, result: { out, rows: 2_500 } });
    expect(readFileSync(out, 'utf8').split('\r\n')).toHaveLength(2_502);
    expect(statSync(out).mode & 0o077).toBe(0);
  });

  it('Y29 ledger export says that there is no ledger, that its file cannot be written, or what else is wrong', async () => {
    const data = { ...configured, VENTANA_DATA: join(folder, 'unwritten') };
    const none = await run(['ledger', 'export'], { ...configured, LEDGER_URL: 'off' });
    expect(none).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('set LEDGER_URL') as string });
    const nowhere = await run(['ledger', 'export', '--out', join(folder, 'no/such/file')], data);
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be written (ENOENT)') as string });
    const both = await run(['ledger', 'export', '--json'], data);
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('--out') as string });
  });

  it('says where there are neither sources nor a build', async () => {
    const bare = join(folder, 'bare');
    cpSync(join(ROOT, 'bin'), join(bare, 'bin'), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(bare, 'package.json'));
    const { code, stderr } = await run(['status', '1'], {}, join(bare, 'bin/ventana.js'));
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'Ventana is not built here. Type: npm ci && npm run build\n' });
  });

  it('is found through a link, as npm and the image make one', async () => {
    const link = join(folder, 'ventana');
    symlinkSync(join(ROOT, 'bin/ventana.js'), link);
    expect((await run(['--version'], {}, link)).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('prints what is wrong in the configuration as it is, and exits with 2', async () => {
    const { code, stdout, stderr } = await run(['sweep'], { ...configured, ZENDESK_SUBDOMAIN: '' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^1 problem in the configuration:\n {2}ZENDESK_SUBDOMAIN: is not set/);
  });

  it('exits with 3 when Temporal does not answer, one document on stdout', async () => {
    const address = `127.0.0.1:${await freePort()}`;
    const { code, stdout } = await run(['status', '100', '--json'], { ...configured, TEMPORAL_ADDRESS: address });
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ error: { message: expect.stringContaining(address) as unknown } });
  });

  it('a service waits for its Temporal, says so, and ends at once on SIGTERM', async () => {
    const address = `127.0.0.1:${await freePort()}`;
    const { child, ended } = start(['server'], { ...configured, TEMPORAL_ADDRESS: address });
    for await (const line of child.stdout) {
      if (String(line).includes('Temporal does not answer: retrying in 1 s')) break;
    }
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  it('a service that gets no Temporal leaves nothing behind that says it runs', async () => {
    const data = mkdtempSync(join(folder, 'data-'));
    const cli = { TEMPORAL_CLI_PATH: join(folder, 'nothing') };
    const { code } = await run(['start'], { ...configured, ...cli, VENTANA_DATA: data });
    expect(code).not.toBe(0);
    expect(readdirSync(join(data, 'running'))).toEqual([]);
  });
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCli } from '../../src/operator/cli/cli';
import { setup } from '../../src/operator/cli/commands/setup';
import { SetupRig, URL_OF_SERVICE } from '../support/setupRig';

let rig: SetupRig;
beforeEach(async () => {
  rig = await SetupRig.start();
  const policy = join(__dirname, '../../ventana.example.yaml');
  for (const [name, value] of Object.entries({ ...rig.environment, VENTANA_POLICY: policy })) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rig.stop();
});

/** As typed without a terminal. */
async function ventana(...argv: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const text = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({ write: (words: string) => void (text[name] += words), columns: 100 });
  const options = { commands: [setup], version: '0', stdout: stream('out'), stderr: stream('err') };
  return { exitCode: await runCli(['setup', ...argv], options), ...text };
}

/** `VENTANA_ACCOUNTS` with this one account, whose variables are then its file's and no longer the environment's. */
function accountsFolder(): string {
  const folder = join(rig.dataFolder, 'accounts');
  mkdirSync(folder);
  const own = Object.entries({ ...rig.environment, VENTANA_POLICY: process.env['VENTANA_POLICY'] ?? '' }).filter(
    ([name]) => /^(ZENDESK|SUNSHINE|WHATSAPP|VENTANA_POLICY)/.test(name),
  );
  for (const [name] of own) vi.stubEnv(name, undefined);
  writeFileSync(join(folder, 'acme.env'), own.map(([name, value]) => `${name}=${value}`).join('\n'));
  return folder;
}

const writes = (): number =>
  rig.sandbox.requests().filter(({ method, path }) => method !== 'GET' && path !== '/oauth/tokens').length;

describe('ventana setup', () => {
  it('shows the plan and does nothing where nobody can be asked', async () => {
    const { exitCode, out, err } = await ventana('--url', URL_OF_SERVICE);
    expect(exitCode).toBe(2);
    expect(out).toContain('+ WhatsApp: ventana ');
    expect(err).toContain('--yes');
    expect(writes()).toBe(0);
  });

  it('shows the plan and does nothing with --dry-run, and that is well', async () => {
    expect(await ventana('--url', URL_OF_SERVICE, '--dry-run', '--yes')).toMatchObject({ exitCode: 0 });
    expect(writes()).toBe(0);
  });

  it('does it with --yes, says what comes next, and has nothing to do then, without being told the address again', async () => {
    const first = await ventana('--url', URL_OF_SERVICE, '--yes');
    expect(first.exitCode).toBe(0);
    expect(first.out).toContain('ventana doctor');
    const second = await ventana();
    expect(second.exitCode).toBe(0);
    expect(second.out).toContain('Nothing to do.');
  });

  it('takes it away with --remove', async () => {
    const before = await rig.snapshot();
    await ventana('--url', URL_OF_SERVICE, '--yes');
    expect((await ventana('--remove', '--yes')).exitCode).toBe(0);
    expect(await rig.snapshot()).toEqual(before);
    expect((await ventana('--remove')).out).toContain('Nothing to do');
  });

  it('J7 makes the app a secret once, and says what to upload and where the secret is', async () => {
    const { out } = await ventana('--url', URL_OF_SERVICE, '--yes');
    const file = join(rig.dataFolder, 'secrets', 'acme', 'ZENDESK_APP_SECRET');
    expect(out).toContain(`upload app/dist/ventana.zip in Admin Center`);
    expect(out).toContain(`address ${URL_OF_SERVICE}, secret the content of ${file}`);
    const made = readFileSync(file, 'utf8');
    await ventana('--yes');
    expect(readFileSync(file, 'utf8')).toBe(made);
  });

  it('J7 makes none where one is set', async () => {
    vi.stubEnv('ZENDESK_APP_SECRET', 'a-secret-of-our-own-of-32-characters');
    const { out } = await ventana('--url', URL_OF_SERVICE, '--yes');
    expect(out).toContain('secret the value of ZENDESK_APP_SECRET');
    expect(() => readFileSync(join(rig.dataFolder, 'secrets', 'acme', 'ZENDESK_APP_SECRET'))).toThrow('ENOENT');
  });

  it('never shows a secret', async () => {
    const told = [
      await ventana('--url', URL_OF_SERVICE, '--yes', '--json'),
      await ventana('--url', URL_OF_SERVICE),
      await ventana('--json'),
    ].map(({ out, err }) => out + err);
    const stored = ['ZENDESK_WEBHOOK_SECRET', 'SUNSHINE_WEBHOOK_SECRET', 'ZENDESK_APP_SECRET'].flatMap((name) =>
      readFileSync(join(rig.dataFolder, 'secrets', 'acme', name), 'utf8').split(','),
    );
    expect(stored).toHaveLength(4);
    for (const secret of stored) expect(told.join('')).not.toContain(secret);
  });

  it('gives a program one document', async () => {
    const { out } = await ventana('--url', URL_OF_SERVICE, '--yes', '--json');
    const document = JSON.parse(out) as { url: string; applied: boolean; steps: unknown[] };
    expect(document).toMatchObject({ url: URL_OF_SERVICE, applied: true });
    expect(document.steps[0]).toMatchObject({ action: 'create', kind: 'ticketField', name: 'WhatsApp: ventana' });
  });

  it('wants to know where the service is reached, by an address that can be', async () => {
    expect((await ventana('--yes')).err).toContain('--url');
    const plain = await ventana('--url', 'http://ventana.acme.test', '--yes');
    expect(plain.exitCode).toBe(2);
    expect(plain.err).toContain('https');
  });

  it('wants to know it once more where the paths have changed', async () => {
    await ventana('--url', URL_OF_SERVICE, '--yes');
    vi.stubEnv('VENTANA_ACCOUNTS', accountsFolder());
    const { exitCode, err } = await ventana('--yes');
    expect(exitCode).toBe(2);
    expect(err).toContain(`Zendesk still calls ${URL_OF_SERVICE}/webhooks/zendesk.`);
    expect(err).toMatch(/paths have changed.*VENTANA_ACCOUNTS.*--url or VENTANA_PUBLIC_URL/);
    expect(await ventana('--url', URL_OF_SERVICE, '--yes')).toMatchObject({ exitCode: 0 });
    expect((await ventana()).out).toContain('Nothing to do.');
  });

  it('says that a running service must be restarted where a secret is new, and only there', async () => {
    expect((await ventana('--url', URL_OF_SERVICE, '--yes')).out).toContain('If it is already running, restart it');
    const moved = await ventana('--url', 'https://other.acme.test', '--yes');
    expect(moved.out).toContain('Start the service');
    expect(moved.out).not.toContain('Restart');
  });

  it('says where it stopped, and why, and goes on from there', async () => {
    rig.sandbox.failRequests({
      method: 'POST',
      path: '/triggers$',
      effect: {
        kind: 'respond',
        status: 422,
        body: { error: 'RecordInvalid', details: { conditions: [{ description: 'Conditions are invalid' }] } },
      },
    });
    const stopped = await ventana('--url', URL_OF_SERVICE, '--yes');
    expect(stopped.exitCode).toBe(1);
    expect(stopped.err).toContain('conditions: Conditions are invalid');
    expect(stopped.err).toContain('Stopped at step 11 of 40');
    expect(await ventana('--yes')).toMatchObject({ exitCode: 0 });
  });

  it('says which credentials are not enough', async () => {
    rig.sandbox.plant({ kind: 'zendeskAccess', access: 'agent' });
    const { exitCode, err } = await ventana('--url', URL_OF_SERVICE, '--yes');
    expect(exitCode).toBe(1);
    expect(err).toContain('ZENDESK_API_TOKEN');
  });

  it('A7 warns with the date when signing in with an API token, and not with an OAuth client', async () => {
    expect((await ventana('--url', URL_OF_SERVICE, '--dry-run')).err).not.toContain('2027');
    vi.stubEnv('ZENDESK_OAUTH_CLIENT_ID', undefined);
    vi.stubEnv('ZENDESK_OAUTH_CLIENT_SECRET', undefined);
    vi.stubEnv('ZENDESK_EMAIL', 'ventana@acme.example');
    vi.stubEnv('ZENDESK_API_TOKEN', 'sandbox-zendesk-token');
    const { exitCode, err } = await ventana('--url', URL_OF_SERVICE, '--dry-run');
    expect(exitCode).toBe(0);
    expect(err).toContain('ZENDESK_API_TOKEN stops working on 30 April 2027');
    expect(err).not.toContain('sandbox-zendesk-token');
  });

  it('says that a secret of the environment hides the stored one', async () => {
    vi.stubEnv('ZENDESK_WEBHOOK_SECRET', 'an-old-one');
    const { err } = await ventana('--url', URL_OF_SERVICE, '--yes');
    expect(err).toContain('ZENDESK_WEBHOOK_SECRET in your environment');
    expect(err).not.toContain('an-old-one');
  });
});

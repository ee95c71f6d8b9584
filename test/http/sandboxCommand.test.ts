import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const SCRIPT = resolve(__dirname, '../../sandbox/main.ts');

/** Starts the command, as a person does in an empty folder or in one that has a `.env`. */
function sandbox(file: string) {
  return spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), SCRIPT, '--write', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_SEED: 'none' },
  });
}

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'ventana-sandbox-')), '.env');

it('Q5 the sandbox leaves a .env as it is, and says so', async () => {
  const file = newFile();
  writeFileSync(file, 'ZENDESK_SUBDOMAIN=real\n');
  const child = sandbox(file);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, errors: errors.includes('exists') }).toEqual({ code: 1, errors: true });
  expect(readFileSync(file, 'utf8')).toBe('ZENDESK_SUBDOMAIN=real\n');
});

it('Q5 the sandbox writes a .env where there is none, for its user only', async () => {
  const file = newFile();
  const child = sandbox(file);
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  try {
    for await (const chunk of child.stdout) if ((printed += String(chunk)).includes('settings are in')) break;
    expect(printed).toContain(`settings are in ${file}`);
    expect(readFileSync(file, 'utf8')).toMatch(/^ZENDESK_SUBDOMAIN=/m);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  } finally {
    child.kill();
  }
});

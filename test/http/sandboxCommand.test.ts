import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const SCRIPT = resolve(__dirname, '../../sandbox/main.ts');

it('Q5 the sandbox leaves a .env as it is, and says so', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'ventana-sandbox-')), '.env');
  writeFileSync(file, 'ZENDESK_SUBDOMAIN=real\n');
  const child = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), SCRIPT, '--env-file', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, errors: errors.includes('exists') }).toEqual({ code: 1, errors: true });
  expect(readFileSync(file, 'utf8')).toBe('ZENDESK_SUBDOMAIN=real\n');
});

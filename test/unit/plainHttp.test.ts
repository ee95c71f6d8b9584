import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/config';
import { configuration } from '../../src/operator/doctor/internal/checks/configuration';
import { examine } from '../../src/operator/doctor/internal/examine';
import type { Context } from '../../src/operator/doctor/internal/context';
import { logStart } from '../../src/service/logStart';
import { createLog } from '../../src/telemetry/log';
import { projectFile, validEnvironment } from '../support/configuration';

async function saidOf(variables: Record<string, string>): Promise<{ log: string; doctor: string[] }> {
  const config = loadConfig({ ...validEnvironment, ...variables }, () => projectFile('ventana.example.yaml'));
  let log = '';
  const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => ((log += chunk.toString()), done()) });
  logStart([config], '1.2.3', createLog('info', sink));
  const results = await examine(configuration({ config } as Context));
  return { log, doctor: results.filter(({ level }) => level === 'warning').map(({ found }) => found) };
}

describe('plain http to a vendor', () => {
  it.each([
    [{ ZENDESK_BASE_URL: 'http://proxy.acme.example/zendesk' }, /^ZENDESK_BASE_URL: plain http/],
    [{ SUNSHINE_BASE_URL: 'http://10.0.0.7:4010/sc' }, /^SUNSHINE_BASE_URL: plain http/],
    [{ ZENDESK_BASE_URL: 'http://localhost.acme.example' }, /^ZENDESK_BASE_URL: plain http/],
    [
      { ZENDESK_BASE_URL: 'http://a.example', SUNSHINE_BASE_URL: 'http://a.example/sc' },
      /^ZENDESK_BASE_URL and SUNSHINE_BASE_URL: plain http/,
    ],
  ])('G38 on another machine warns at start and in doctor, without the address: %o', async (variables, words) => {
    const { log, doctor } = await saidOf(variables);
    expect(doctor).toEqual([expect.stringMatching(words)]);
    expect(log).toContain(doctor[0]);
    expect(log + doctor.join()).not.toMatch(/acme\.example|10\.0\.0\.7|a\.example/);
  });

  it.each([
    {},
    { ZENDESK_BASE_URL: 'http://127.0.0.1:4010', SUNSHINE_BASE_URL: 'http://localhost:4010/sc' },
    { ZENDESK_BASE_URL: 'http://[::1]:4010' },
    { ZENDESK_BASE_URL: 'https://proxy.acme.example' },
  ])('G38 on this machine, or https, does not: %o', async (variables) => {
    const { log, doctor } = await saidOf(variables);
    expect(doctor).toEqual([]);
    expect(log).not.toContain('plain http');
  });
});

import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/index';
import { audit } from '../../src/audit/audit';
import { csvOf, documentOf } from '../../src/audit/documents';
import { auditPath, readFile } from '../../src/audit/file';
import { pageOf } from '../../src/audit/page/page';
import type { Report } from '../../src/audit/report';
import { textOf } from '../../src/audit/text';
import { english } from '../../src/audit/words/english';
import { spanish } from '../../src/audit/words/spanish';
import { loadSetupConfig } from '../../src/config/config';
import { readRates } from '../../src/rates/rateFile';
import { openPast } from '../../src/service/account/past';
import { createMetrics } from '../../src/telemetry/metrics';
import { MONDAY_10, playPast, phoneOf, SECRETS, type Known } from '../support/auditedAccount';

const TIMES = 22;
const HOUR = 3_600_000;
const clock = { now: MONDAY_10 - HOUR };
const passed = { ms: 0 };
const waits: number[] = [];
let sandbox: Sandbox;
let known: Known;
const folder = mkdtempSync(join(tmpdir(), 'audit-'));

beforeAll(async () => {
  sandbox = await startSandbox({
    seed: 'none',
    signIn: 'client',
    now: () => clock.now,
    failuresInAudits: true,
    exportPageSize: 50,
    pageSize: 100,
  });
  sandbox.plant({ kind: 'oauthClient', scopes: ['read'] });
  known = playPast(sandbox, clock, TIMES);
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  sandbox.clearFaults();
  waits.length = 0;
});

/** Pauses pass at once, on both clocks. */
const pauseMs = (ms: number): Promise<void> => {
  waits.push(ms);
  clock.now += ms;
  passed.ms += ms;
  return Promise.resolve();
};

function order(name: string, more: { offline?: boolean; fresh?: boolean } = {}) {
  const environment = { ...sandbox.env(), VENTANA_DATA: join(folder, name), VENTANA_POLICY: 'ventana.example.yaml' };
  const config = { ...loadSetupConfig(environment), rates: { ...RATES } };
  const now = () => clock.now;
  const elapsed = () => passed.ms + performance.now();
  const open = () => openPast(config, { metrics: createMetrics(), log: { warn: () => undefined }, now, elapsed });
  return {
    ...{
      config,
      policies: [{ name: 'ventana.example.yaml', config }],
      rates: readRates('rates.example.yaml'),
      since: MONDAY_10 - 24 * HOUR,
      now,
      elapsed,
      pauseMs,
    },
    ...{ fresh: more.fresh ?? false, onProgress: () => undefined, ...(!more.offline && { open }) },
  };
}

/** The sandbox's own limits are what these tests meet. */
const RATES = { sendsPerSecond: 5, zendeskUpdatesPerMinute: 50, zendeskReadsPerMinute: 1_000_000 };

const audited = async (name: string, more = {}): Promise<Report> => (await audit(order(name, more)))!.report;

const byTicket = <Row extends { ticket: string; at?: number }>(rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => Number(a.ticket) - Number(b.ticket) || (a.at ?? 0) - (b.at ?? 0));

function expectTruth(report: Report): void {
  const found = report.findings.map(({ ticket, kind, at }) => ({ ticket, kind, at }));
  expect(byTicket(found)).toEqual(byTicket(known.findings));
  const replies = report.firstReplies.map(({ ticket, hours }) => ({ ticket, hours }));
  expect(byTicket(replies)).toEqual(byTicket(known.firstReplies));
  expect(report.unknown.map(({ id, why }) => ({ id, why }))).toEqual(known.unknown);
  const sends = report.policies[0]!.sends.map(({ ticket, at }) => ({ ticket, at }));
  expect(byTicket(sends)).toEqual(byTicket(known.reminders));
  // Utility templates to Spanish numbers.
  const { cost } = report.policies[0]!;
  expect(cost).toMatchObject({ micros: known.reminders.length * 20_000, unknown: 0, assumed: { country: 0 } });
}

describe('an audit', () => {
  it('Q60 Q61 returns the truth row by row, from credentials that may only read, with GET alone', async () => {
    expectTruth(await audited('whole'));
    const others = sandbox.requests().filter(({ method }) => method !== 'GET');
    expect([...new Set(others.map(({ method, path }) => `${method} ${path}`))]).toEqual(['POST /oauth/tokens']);
  });

  it('Q62 goes on where it was killed, in the middle of a line too, and asks for nothing twice', async () => {
    const before = sandbox.requests().length;
    let read = 0;
    const killed = { ...order('killed'), onProgress: () => void (read += 1) };
    const dies = {
      ...killed,
      onProgress: () => {
        read += 1;
        if (read === 100) throw new Error('killed');
      },
    };
    await expect(audit(dies)).rejects.toThrow('killed');
    const path = auditPath(join(folder, 'killed'), 'acme');
    truncateSync(path, readFileSync(path).length - 7);
    expectTruth(await audited('killed'));
    const audits = sandbox
      .requests()
      .slice(before)
      .filter(({ path }) => path.endsWith('/audits'));
    // Four readers: each may have had one ticket in hand, and one line was cut.
    expect(audits.length).toBeLessThanOrEqual(known.tickets.length + 5);
  });

  it('Q62 waits as long as 429 asks, and tries again what broke', async () => {
    const busy = { kind: 'respond', status: 429, headers: { 'retry-after': '37' } } as const;
    sandbox.failRequests({ path: /audits$/, times: 3, effect: busy });
    sandbox.failRequests({ path: /incremental/, times: 1, effect: busy });
    sandbox.failRequests({ path: /messages$/, times: 2, effect: { kind: 'loseResponse' } });
    sandbox.failRequests({ path: /schedules$/, effect: { kind: 'respond', status: 503 } });
    expectTruth(await audited('busy'));
    expect(waits).toContain(37_000);
  });

  it('Q63 names a ticket that cannot be read, and reads it later if it got no answer', async () => {
    const [one = '', other = ''] = known.tickets;
    const path = (id: string) => new RegExp(`/tickets/${id}/audits$`);
    sandbox.failRequests({ path: path(one), times: 6, effect: { kind: 'respond', status: 500 } });
    sandbox.failRequests({ path: path(other), times: 1, effect: { kind: 'respond', status: 403 } });
    const report = await audited('unknown');
    expect(report.unknown.map(({ id, why }) => ({ id, why }))).toEqual([
      { id: one, why: 'noAnswer' },
      { id: other, why: 'refused' },
      ...known.unknown,
    ]);
    expect(textOf(report, english, PLAIN)).toContain(`no answer after several attempts; run the audit again: #${one}`);
    expect((await audited('unknown')).unknown.map(({ id }) => id)).toEqual([
      other,
      ...known.unknown.map(({ id }) => id),
    ]);
  });

  it('Q63 ends when a vendor is down, keeps what was read, and says so', async () => {
    sandbox.failRequests({ path: /messages$/, times: 1_000, effect: { kind: 'respond', status: 503 } });
    await expect(audit(order('down'))).rejects.toMatchObject({ status: 503 });
    sandbox.clearFaults();
    expect(readFile(auditPath(join(folder, 'down'), 'acme'))?.atEnd).toBe(true);
    expectTruth(await audited('down'));
  });

  it('Q74 keeps of a number only its country, and goes on without one where Sunshine refuses to show it', async () => {
    sandbox.failRequests({ path: /clients$/, times: 10_000, effect: { kind: 'respond', status: 403 } });
    const { policies } = await audited('noCountries');
    expect(policies[0]?.cost).toMatchObject({
      micros: known.reminders.length * 20_000,
      assumed: { country: known.reminders.length },
    });
    const kept = readFile(auditPath(join(folder, 'whole'), 'acme'))!.tickets;
    expect([...new Set(kept.map(({ country }) => country))]).toEqual(['ES']);
  });

  it('Q64 keeps and says nothing personal but the ids of tickets', async () => {
    const report = await audited('whole', { offline: true });
    const said = [
      readFileSync(auditPath(join(folder, 'whole'), 'acme'), 'utf8'),
      JSON.stringify(documentOf(report)),
      csvOf(report),
      ...[english, spanish].map((words) => textOf(report, words, PLAIN)),
      ...(await Promise.all([english, spanish].map((words) => pageOf(report, words, TICKETS)))),
    ];
    const ids = known.tickets.flatMap((id) =>
      sandbox.ticket(id).deleted ? [] : (sandbox.ticket(id).conversationId ?? []),
    );
    const secrets = [
      SECRETS.name,
      'Begoña',
      SECRETS.text,
      'IBAN',
      ...known.tickets.map((_, place) => phoneOf(place).slice(3)),
      ...ids,
    ];
    for (const text of said) expect(secrets.filter((it) => text.includes(it))).toEqual([]);
    const requests = sandbox.requests().length;
    await audited('whole', { offline: true });
    expect(sandbox.requests().length).toBe(requests);
  });
});

const PLAIN = { bold: (text: string) => text, dim: (text: string) => text };
const TICKETS = 'https://acme.zendesk.com/agent/tickets/';

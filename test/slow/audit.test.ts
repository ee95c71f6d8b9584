import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/index';
import { audit } from '../../src/audit/audit';
import { csvOf, documentOf } from '../../src/audit/documents';
import { auditPath, readFile } from '../../src/audit/file';
import { pageOf } from '../../src/audit/page/page';
import type { Report } from '../../src/audit/report';
import { textOf } from '../../src/audit/text';
import { english } from '../../src/audit/words/english';
import { spanish } from '../../src/audit/words/spanish';
import { auditDifferences } from '../truth/auditRows';
import { orderOf } from '../truth/order';
import { type PastAccount, pastAccount } from '../truth/pastAccount';
import { phoneOf, SECRETS } from '../truth/play';

const LIVES = 200;
const SEED = 14;
let account: PastAccount;
let sandbox: Sandbox;
let known: PastAccount['known'];
let folder: string;
let waits: number[];

beforeAll(async () => {
  account = await pastAccount(orderOf(LIVES, SEED), { exportPageSize: 50 });
  ({ sandbox, known, folder, waits } = account);
});
afterAll(() => account?.close());
afterEach(() => {
  sandbox.clearFaults();
  waits.length = 0;
});

const order = (name: string) => account.auditOrder(name);
const audited = (name: string, more = {}): Promise<Report> => account.audited(name, more);
const reminded = (): number => known.filter(({ truth }) => truth.remindedAt !== undefined).length;
const deleted = (): { id: string; why: string }[] =>
  known.flatMap(({ id, truth }) => (truth.unknown ? [{ id, why: truth.unknown }] : []));

const byId = (unknown: readonly { id: string; why: string }[]): { id: string; why: string }[] =>
  unknown.map(({ id, why }) => ({ id, why })).sort((a, b) => Number(a.id) - Number(b.id));

function expectTruth(report: Report): void {
  expect(auditDifferences(known, report)).toEqual([]);
  // Utility templates to Spanish numbers.
  const { cost } = report.policies[0]!;
  expect(cost).toMatchObject({ micros: reminded() * 20_000, unknown: 0, assumed: { country: 0 } });
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
    expect(audits.length).toBeLessThanOrEqual(known.length + 5);
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
    const [one = '', other = ''] = known.map(({ id }) => id);
    const path = (id: string) => new RegExp(`/tickets/${id}/audits$`);
    sandbox.failRequests({ path: path(one), times: 6, effect: { kind: 'respond', status: 500 } });
    sandbox.failRequests({ path: path(other), times: 1, effect: { kind: 'respond', status: 403 } });
    const report = await audited('unknown');
    const named = [{ id: one, why: 'noAnswer' }, { id: other, why: 'refused' }, ...deleted()];
    expect(byId(report.unknown)).toEqual(byId(named));
    expect(textOf(report, english, PLAIN)).toContain(`no answer after several attempts; run the audit again: #${one}`);
    expect(byId((await audited('unknown')).unknown)).toEqual(byId(named.slice(1)));
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
      micros: reminded() * 20_000,
      assumed: { country: reminded() },
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
    const ids = known.flatMap(({ id }) =>
      sandbox.ticket(id).deleted ? [] : (sandbox.ticket(id).conversationId ?? []),
    );
    const secrets = [
      SECRETS.name,
      'Begoña',
      SECRETS.text,
      'IBAN',
      ...known.map((_, place) => phoneOf(place).slice(3)),
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

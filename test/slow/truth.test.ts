/** What audit, ledger, report and rebuild say, held against accounts whose truth is known. `npm run truth` plays large ones. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readFile } from '../../src/audit/file';
import { reportOf } from '../../src/audit/report';
import { rebuildLedger } from '../../src/ledger/rebuild/rebuild';
import { memoryFolder } from '../support/memoryFolder';
import { exampleRates, policyOf } from '../support/pastTickets';
import { drawLives } from '../truth/account';
import { auditDifferences, auditRows } from '../truth/auditRows';
import { ledgerDifferences } from '../truth/ledgerRows';
import { liveRun, type LiveResult } from '../truth/liveRun';
import { orderOf, spanOf } from '../truth/order';
import { pastAccount } from '../truth/pastAccount';
import { record } from '../truth/recorded';

const LIVES = 300;
const RECORDED = 2_000;
const SEED = 35;

const folder = memoryFolder('truth-');
afterAll(() => rmSync(folder, { recursive: true }));

it('Y35 the audit of a generated account is its truth, row by row', async () => {
  const account = await pastAccount(orderOf(LIVES, SEED));
  try {
    expect(auditRows(account.known)).toBeGreaterThan(LIVES);
    expect(auditDifferences(account.known, await account.audited('audit'))).toEqual([]);
  } finally {
    await account.close();
  }
});

it('Y37 a ledger that the vendors alone tell of is the truth, row by row', async () => {
  const account = await pastAccount(orderOf(LIVES, SEED, true));
  try {
    const order = account.rebuildOrder('rebuild');
    await rebuildLedger(order);
    const rows = await account.rowsIn(order);
    const { expected, differences } = ledgerDifferences(account.known, rows, { knows: 'records', toleranceMs: 0 });
    expect(expected).toBeGreaterThan(LIVES);
    expect(differences).toEqual([]);
  } finally {
    await account.close();
  }
});

it('Y38 the audit of a recorded account is its truth, row by row', async () => {
  const order = orderOf(RECORDED, SEED);
  const { since, end } = spanOf(order);
  const path = join(folder, 'acme.jsonl');
  const known = record(drawLives(order), { path, account: 'acme', since, readAt: end });
  const said = await reportOf({
    ...{ facts: readFile(path)!, span: { since, until: end }, rates: exampleRates },
    policies: [{ name: 'example', config: policyOf((text) => text.replace(/(templatesPerDay): \d+/, '$1: 1000000')) }],
  });
  expect(auditDifferences(known, said)).toEqual([]);
});

describe('a live account, of which one webhook in ten is lost and whose worker is started anew', () => {
  /** One of each is enough to see that it works; `npm run truth -- --live 100` plays all. */
  const KINDS = ['solvedSoon', 'failedSolved', 'answeredSoon', 'stopsWhenReminded', 'reminderFails', 'rescuedAndRead'];
  let played: LiveResult;
  beforeAll(async () => {
    const order = { seed: SEED, lives: KINDS.length, kinds: KINDS, days: 1, lost: 0.1, restarts: 1 };
    const where = { cli: inject('temporalCli'), bundle: inject('workflowBundlePath') };
    played = await liveRun(order, { ...where, address: inject('temporalAddress') });
  });

  it('Y36 has a ledger that is the truth, row by row', () => {
    expect(played.rows).toBeGreaterThan(2 * KINDS.length);
    expect(played.ledger).toEqual([]);
  });

  it('Y36 Y40 has a report that counts this truth', () => {
    expect(played.report).toEqual([]);
  });

  it('Y37 has the same ledger again after it was deleted and rebuilt', () => {
    expect(played.rebuilt).toEqual([]);
  });
});

/** What holds of the ledger's tables in either database. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LedgerFact, OutreachFact, TemplateFact } from '../../activities/ledger';
import { COLUMNS, type Part, rowsIn, TABLES } from '../../src/ledger/export';
import { openStore, type Store } from '../../src/ledger/store';
import { type Entry, entryOf } from '../../src/ledger/internal/rows';
import type { LedgerPlace } from '../../src/ledger/place';
import type { OutreachTable } from '../../src/ledger/schema';

const ACCOUNT = 'acme';
const HOUR = 3_600_000;
const AT = Date.parse('2026-11-24T10:00:00Z');

const sent: OutreachFact = {
  ...{ of: 'outreach', ticketId: '7', sendId: '7-followUp-1-1:template:1' },
  purpose: { kind: 'followUp', name: 'followUp' },
  ...{ message: 'followUp', category: 'utility', market: '34', requested: false, policyVersion: 'v1' },
  ...{ dueAt: AT - 5_000, sentAt: AT, reference: 'message 1' },
};
const { requested: _, ...bare } = sent;
const read: OutreachFact = {
  ...{ of: bare.of, ticketId: bare.ticketId, sendId: bare.sendId, purpose: bare.purpose },
  ...{ sentAt: AT, seenAs: 'message 1', answeredAt: AT + HOUR },
};

/** Each kind of fact, some of them about the same rows. */
const FACTS: LedgerFact[] = [
  sent,
  read,
  { ...read, answeredAt: AT + 2 * HOUR, optedOutAt: AT + 2 * HOUR },
  {
    ...bare,
    sendId: '7-followUp-1-1:text:2',
    category: 'service',
    sentAt: AT + 600_000,
    reference: 'message 2',
    language: 'en',
  },
  {
    ...bare,
    sendId: '7-followUp-1-1:text:2',
    category: 'service',
    failed: { at: AT + 700_000, reason: 'refused', code: 131047 },
  },
  { ...read, language: 'es', solvedAt: AT + 5 * HOUR },
  { ...read, solvedAt: AT + 5 * HOUR, reopenedAt: AT + 6 * HOUR },
  { of: 'report', reference: 'message 1', failed: { at: AT + 1_000, reason: 'refused', code: 131026 } },
  { of: 'report', reference: 'message 1', deliveredAt: AT + 2_000 },
  { of: 'report', reference: 'message 2', failed: { at: AT + 650_000, reason: 'refused' } },
  { of: 'report', reference: "an agent's", deliveredAt: AT },
  { of: 'window', ticketId: '7', closesAt: AT, owedBy: 'agent', officeMs: HOUR, result: 'lost', readAt: AT + 1 },
  { of: 'window', ticketId: '7', closesAt: AT, owedBy: 'customer', result: 'kept', readAt: AT + 2 },
  { of: 'window', ticketId: '7', closesAt: AT + HOUR, owedBy: 'customer', officeMs: 0, result: 'kept', readAt: AT },
  { of: 'reply', ticketId: '7', messageId: 'lost words', at: AT, why: 'late' },
  { of: 'reply', ticketId: '7', messageId: 'lost words', why: 'failed', code: 131026 },
  { of: 'reply', ticketId: '7', messageId: 'lost words', at: AT, rescuedAt: AT + HOUR },
];

const entries = (facts: readonly LedgerFact[], rebuilt = false): Entry[] =>
  facts.map((it) => entryOf(ACCOUNT, it, rebuilt)!);

/** @param place makes a place for one database, which the tests of a file share */
export function ledgerCases(place: () => Promise<LedgerPlace>, runs: number): void {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(await place());
  });
  afterAll(() => store?.close());

  const empty = async (): Promise<void> => {
    for (const name of TABLES) await store.db.deleteFrom(name).execute();
  };
  const all = async () => ({
    outreach: await store.db.selectFrom('outreach').selectAll().orderBy('intent').execute(),
    windows: await store.db.selectFrom('windows').selectAll().orderBy('closes_at').execute(),
    replies: await store.db.selectFrom('replies').selectAll().execute(),
    messages: await store.db.selectFrom('messages').selectAll().orderBy('message').execute(),
  });

  it('Y21 an outreach is one row, which later facts complete', async () => {
    await empty();
    await store.write(entries([sent]));
    await store.write(entries([read, { of: 'report', reference: 'message 1', deliveredAt: AT + 2_000 }]));
    const [row, ...others] = (await all()).outreach;
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      ...{ account: ACCOUNT, intent: '7-followUp-1-1', ticket: '7', purpose: 'followUp', policy: 'v1' },
      ...{ rendition: 'template', category: 'utility', market: '34', requested: 0, attempt: 1, rebuilt: 0, arm: null },
      ...{ due_at: AT - 5_000, sent_at: AT, delivered_at: AT + 2_000, answered_at: AT + HOUR, failed_at: null },
    });
  });

  it('Y21 a second attempt changes the rendition, and a failure never undoes a delivery', async () => {
    await empty();
    await store.write(entries(FACTS));
    expect((await all()).outreach).toMatchObject([
      {
        ...{ rendition: 'text', category: 'service', attempt: 2, sent_at: AT + 600_000, delivered_at: AT + 2_000 },
        ...{ failed_at: AT + 700_000, failure_code: 131047, opted_out_at: AT + 2 * HOUR, answered_at: AT + HOUR },
        ...{ language: 'en', solved_at: AT + 5 * HOUR, reopened_at: AT + 6 * HOUR },
      },
    ]);
  });

  it('Y21 the same facts give the same rows, in any order and any number of times', async () => {
    await empty();
    await store.write(entries(FACTS));
    const expected = await all();
    const told = fc.tuple(
      fc.shuffledSubarray(FACTS, { minLength: FACTS.length }),
      fc.array(fc.constantFrom(...FACTS), { maxLength: 8 }),
      fc.integer({ min: 1, max: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(told, async ([facts, again, atOnce]) => {
        await empty();
        const inOrder = [...again, ...facts, ...again];
        for (let from = 0; from < inOrder.length; from += atOnce)
          await store.write(entries(inOrder.slice(from, from + atOnce)));
        expect(await all()).toEqual(expected);
      }),
      { numRuns: runs },
    );
  });

  it('Y21 a block after an outreach is an opt-out after it; one before it is not', async () => {
    await empty();
    await store.write(entries([sent]));
    await store.write(entries([{ of: 'optOut', ticketId: '7', at: AT - 1 }]));
    expect((await all()).outreach).toMatchObject([{ opted_out_at: null }]);
    await store.write(
      entries([
        { of: 'optOut', ticketId: '7', at: AT + 9 },
        { of: 'optOut', ticketId: '7', at: AT + 5 },
      ]),
    );
    expect((await all()).outreach).toMatchObject([{ opted_out_at: AT + 5 }]);
  });

  it('Y28 where Ventana solves the ticket itself, its outreach before is solved then, unless it was earlier', async () => {
    await empty();
    const earlier = { ...read, sendId: '7-followUp-1-2:template:1', solvedAt: AT + 1 };
    const later = { ...bare, sendId: '7-followUp-1-3:template:1', sentAt: AT + 6, reference: 'message 3' };
    const other = { ...bare, ticketId: '8', sendId: '8-followUp-1-1:template:1', reference: 'message 4' };
    await store.write(entries([read, earlier, later, other]));
    for (const at of [AT + 5, AT + 9]) await store.write(entries([{ of: 'solved', ticketId: '7', at }]));
    expect((await all()).outreach.map(({ intent, solved_at }) => [intent, solved_at])).toEqual([
      ['7-followUp-1-1', AT + 5],
      ['7-followUp-1-2', AT + 1],
      ['7-followUp-1-3', AT + 9],
      ['8-followUp-1-1', null],
    ]);
  });

  it('Y28 a ledger of an earlier release gets the new columns, keeps its rows, and is completed by later reads', async () => {
    await empty();
    for (const column of ['language', 'solved_at', 'reopened_at', 'template'])
      await store.db.schema.alterTable('outreach').dropColumn(column).execute();
    const later = sql`DELETE FROM kysely_migration WHERE name > '2026-11-28-first'`;
    await later.execute(store.db);
    const { row } = entries([sent])[0]!;
    const {
      language: _language,
      solved_at: _solved,
      reopened_at: _reopened,
      template: _template,
      ...before
    } = row as OutreachTable;
    await store.db.insertInto('outreach').values(before).execute();
    const upgraded = await openStore(await place());
    try {
      await upgraded.write(entries([{ ...read, solvedAt: AT + HOUR }]));
    } finally {
      await upgraded.close();
    }
    expect((await all()).outreach).toMatchObject([
      { due_at: AT - 5_000, market: '34', language: null, solved_at: AT + HOUR, reopened_at: null },
    ]);
  });

  it('Y28 an upgrade that was cut short is completed', async () => {
    await empty();
    await store.db.schema.alterTable('outreach').dropColumn('reopened_at').execute();
    await sql`DELETE FROM kysely_migration WHERE name > '2026-11-28-first'`.execute(store.db);
    await (await openStore(await place())).close();
    await store.write(entries([sent]));
    expect((await all()).outreach).toMatchObject([{ language: null, solved_at: null, reopened_at: null }]);
  });

  it('Y27 deletes the rows of one account that are older than its policy keeps them', async () => {
    await empty();
    await store.write(entries(FACTS));
    await store.write([entryOf('other', sent)!]);
    await store.deleteBefore(ACCOUNT, AT + HOUR);
    const { outreach, windows, replies, messages } = await all();
    expect(outreach.map(({ account }) => account)).toEqual(['other']);
    expect(windows.map(({ closes_at }) => closes_at)).toEqual([AT + HOUR]);
    expect([...replies, ...messages.filter((it) => it.account === ACCOUNT)]).toEqual([]);
  });

  const seen = (at: number, changes: Partial<TemplateFact> = {}): TemplateFact => ({
    ...{ of: 'template', name: 'reminder', language: 'es', at: AT + at },
    ...{ status: 'APPROVED', category: 'UTILITY', quality: 'GREEN' },
    ...changes,
  });
  const states = async () =>
    (await store.db.selectFrom('template_states').selectAll().orderBy('language').orderBy('seen_at').execute()).map(
      (it) => `${it.language} ${it.seen_at - AT} ${it.category} ${it.quality} ${it.status}`,
    );

  it('Y50 of a template only what differs from the look before is a row, and what has changed is told', async () => {
    await empty();
    const looked = (...facts: TemplateFact[]) => store.write(entries(facts));
    expect(await looked(seen(0), seen(0, { language: 'en' }))).toEqual([]);
    expect(await looked(seen(1), seen(1, { language: 'en' }))).toEqual([]);
    const { quality: _quality, ...unrated } = seen(2);
    expect(await looked(unrated)).toEqual([]);
    const change = { at: AT + 3, name: 'reminder', language: 'es', isWorse: true };
    const changes = [
      { ...change, what: 'category', from: 'UTILITY', to: 'MARKETING' },
      { ...change, what: 'status', from: 'APPROVED', to: 'PAUSED' },
    ];
    const worse = seen(3, { category: 'MARKETING', status: 'PAUSED' });
    expect(await looked(worse)).toEqual([{ account: ACCOUNT, changes }]);
    expect(await looked(worse)).toEqual([]);
    expect(await states()).toEqual([
      'en 0 UTILITY GREEN APPROVED',
      'es 0 UTILITY GREEN APPROVED',
      'es 3 MARKETING GREEN PAUSED',
    ]);
  });

  it('Y50 what a template was at the time from which rows are kept stays, however old', async () => {
    await empty();
    const marketing = { category: 'MARKETING' };
    for (const it of [seen(0), seen(1, marketing), seen(5)]) await store.write(entries([it]));
    await store.deleteBefore(ACCOUNT, AT + 3);
    expect(await states()).toEqual(['es 1 MARKETING GREEN APPROVED', 'es 5 UTILITY GREEN APPROVED']);
    await store.deleteBefore(ACCOUNT, AT + 9);
    expect(await states()).toEqual(['es 5 UTILITY GREEN APPROVED']);
  });

  it('Y29 the export has every row of one account once, with all columns, a few rows at a time', async () => {
    await empty();
    const closesAt = [1, 2, 3].flatMap((at) => ['7', '8'].map((ticketId) => ({ ticketId, closesAt: at })));
    const windows = closesAt.map(
      (it) => ({ ...it, of: 'window', owedBy: 'agent', result: 'lost', readAt: 9 }) as const,
    );
    await store.write(entries([...FACTS, ...windows]));
    await store.write([entryOf('other', sent)!]);
    const parts: Part[] = [];
    for await (const it of rowsIn(store.db, ACCOUNT, TABLES, 2)) parts.push(it);
    expect(Math.max(...parts.map(({ rows }) => rows.length))).toBe(2);
    const exported = (name: string) => parts.filter(({ table }) => table === name).flatMap(({ rows }) => rows);
    const { outreach, messages, replies } = await all();
    expect(exported('outreach')).toEqual(outreach.filter(({ account }) => account === ACCOUNT));
    expect(exported('messages')).toEqual(messages.filter(({ account }) => account === ACCOUNT));
    expect(exported('replies')).toEqual(replies);
    expect(exported('windows').map(({ ticket, closes_at }) => [ticket, closes_at])).toEqual([
      ...[1, 2, 3, AT, AT + HOUR].map((at) => ['7', at]),
      ...[1, 2, 3].map((at) => ['8', at]),
    ]);
  });

  it('Y29 the export knows every table and column that there is', async () => {
    const tables = await store.db.introspection.getTables();
    const found = tables.map(({ name, columns }) => [name, columns.map((it) => it.name).sort()] as const);
    expect(new Map(found)).toEqual(new Map(TABLES.map((name) => [name, [...COLUMNS[name]].sort()])));
  });

  it('Y20 of the ids that vendors give, a row holds those of tickets alone', async () => {
    await empty();
    await store.write(entries(FACTS));
    const said = JSON.stringify(await all());
    expect(['message 1', 'message 2', "an agent's", 'lost words'].filter((it) => said.includes(it))).toEqual([]);
  });
}

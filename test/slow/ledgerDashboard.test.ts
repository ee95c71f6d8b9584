/** Each panel's SQL on a PostgreSQL ledger, against the report of the same time. */
import { Client } from 'pg';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutreachTable, RepliesTable, WindowsTable } from '../../src/ledger/schema';
import { openStore } from '../../src/ledger/store';
import { type Report, reportOf } from '../../src/report/report';
import { type Counts, type Line, sumOf } from '../../src/report/summary';
import { projectFile } from '../support/configuration';
import { PANELS } from '../support/ledgerDashboard';
import { NO_POSTGRES, type Postgres, postgresPrograms, startPostgres } from '../support/postgres';
import { EXAMPLE_RATES, fill, reported } from '../support/reported';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.now();
const span = { since: now - 40 * DAY, until: now };

const random = xoroshiro128plus(48);
const below = (count: number): number => uniformInt(random, 0, count - 1);
const one = <Value>(...values: Value[]): Value => values[below(values.length)]!;
const maybe = <Value>(value: Value): Value | null => one(value, null);

function outreach(): OutreachTable {
  const due = span.since - 5 * DAY + below(50 * DAY);
  const name = one('followUp', 'reopening', 'incident');
  const sentAt = maybe(due + below(HOUR));
  const failedAt = maybe((sentAt ?? due) + below(2 * HOUR) - HOUR);
  return {
    ...{ account: one('acme', 'globex'), intent: 'i', ticket: '1', policy: one('p1', 'p2', null), name },
    ...{ purpose: name === 'incident' ? 'proactive' : name, message: name, rendition: one('text', 'template') },
    ...{ attempt: 1, category: one('utility', 'marketing', 'service', null), market: one('34', '52', '999', null) },
    ...{ requested: 0, arm: one('treated', 'holdout', null), due_at: maybe(due), sent_at: sentAt },
    ...{ delivered_at: sentAt === null ? null : maybe(sentAt + 9), failed_at: failedAt },
    ...{ failure: failedAt === null ? null : maybe('refused'), failure_code: failedAt === null ? null : maybe(131026) },
    ...{ answered_at: maybe(due + below(140 * HOUR)), opted_out_at: one(due, null, null, null), rebuilt: 0 },
    ...{
      language: one('es', 'pt_BR', null),
      solved_at: maybe(due + below(9 * DAY)),
      reopened_at: maybe(due + 9 * DAY),
      template: maybe('consulta_pendiente'),
    },
  };
}
const closed = (): WindowsTable => ({
  ...{ account: one('acme', 'globex'), ticket: '1', closes_at: span.since - DAY + below(42 * DAY), owed_by: 'agent' },
  ...{ office_ms: 0, result: one('kept', 'kept', 'lost'), read_at: 0, rebuilt: 0 },
});
const lostReply = (): RepliesTable => ({
  ...{ account: one('acme', 'globex'), reply: 'r', ticket: '1', sent_at: span.since - DAY + below(42 * DAY) },
  ...{ why: one('late', 'failed', null), failure_code: null, rescued_at: maybe(now), rebuilt: 0 },
});
const many = <Row>(count: number, make: () => Row): Row[] => Array.from({ length: count }, make);
/** Meta has moved the template while messages were sent. */
const states = ['UTILITY', 'MARKETING'].map((category, n) => ({
  ...{ name: 'consulta_pendiente', language: 'es', seen_at: span.since + 15 * n * DAY },
  ...{ status: 'APPROVED', category, quality: null },
}));
const rows = { outreach: many(600, outreach), windows: many(200, closed), replies: many(80, lostReply), states };

type Row = Record<string, unknown>;

const programs = postgresPrograms();
if (programs === undefined) console.warn(NO_POSTGRES);

describe.skipIf(programs === undefined)('Y48 the dashboard on a ledger', () => {
  let postgres: Postgres;
  let client: Client;
  let report: Report;
  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '');
    const store = await openStore({ type: 'postgres', url: postgres.url });
    await fill(store, rows);
    report = await reportOf(store.db, { account: 'acme', span, now, rates: EXAMPLE_RATES, country: 'ES' });
    await store.close();
    client = new Client({ connectionString: postgres.url });
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await postgres?.remove();
  });

  /** As Grafana fills in its variables. Counts come as texts, as they are beyond what every language counts. */
  async function panel(title: string): Promise<Row[]> {
    const { sql = '' } = PANELS.find((it) => it.title === title) ?? {};
    const values = { 'account:sqlstring': "'acme'", __from: String(span.since), __to: String(span.until) };
    const filledIn = Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`\${${name}}`, value), sql);
    const { rows: found } = await client.query<Row>(filledIn);
    return found.map((row) => Object.fromEntries(Object.entries(row).map(([name, it]) => [name, plain(name, it)])));
  }
  const TEXTS = ['purpose', 'name', 'policy', 'language', 'cause', 'category', 'market', 'arm'];
  const plain = (name: string, value: unknown): unknown => {
    if (value instanceof Date) return value.toISOString().slice(0, 10);
    return typeof value === 'string' && !TEXTS.includes(name) ? Number(value) : value;
  };
  const countsIn = (all: readonly Counts[]): Row => {
    const { sent, delivered, answered, optedOut, failed, heldBack, solved } = sumOf(all);
    const failures = Object.values(failed).reduce((sum, it) => sum + it, 0);
    return { sent, delivered, answered, opted_out: optedOut, failed: failures, held_back: heldBack, solved };
  };
  const groupsOf = (keyOf: (line: Line) => string): Line[][] => {
    const keys = [...new Set(report.lines.map(keyOf))];
    return keys.map((key) => report.lines.filter((it) => keyOf(it) === key));
  };

  it('Y48 the report of PostgreSQL is that of the file', async () => {
    const own = rows.outreach.filter(({ account }) => account === 'acme');
    expect(own.length).toBeGreaterThan(200);
    const ofFile = await reported(
      { ...rows, outreach: [...own, ...rows.outreach.filter((it) => !own.includes(it))] },
      span,
    );
    expect(ofFile).toEqual(report);
    expect(report.experiment?.treated.of).toBeGreaterThan(20);
  });

  it('Y48 sums are the report’s', async () => {
    expect(await panel('Messages')).toEqual([countsIn(report.lines)]);
    expect(await panel('Windows that closed')).toEqual([report.windows]);
    expect(await panel("Agents' replies that did not arrive")).toEqual([report.replies]);
  });

  it('Y48 weeks are the report’s', async () => {
    const { weeks, lines } = report;
    const messages = weeks.map(({ week }) => {
      const { sent, delivered, answered, failed } = countsIn(lines.filter((it) => it.week === week));
      return { time: week, sent, delivered, answered, failed };
    });
    expect(await panel('Messages by week')).toEqual(messages);
    expect(await panel('Windows by week')).toEqual(weeks.map(({ week, windows }) => ({ time: week, ...windows })));
    expect(await panel('Lost replies by week')).toEqual(weeks.map(({ week, replies }) => ({ time: week, ...replies })));
  });

  it('Y48 messages, causes, markets and the experiment are the report’s', async () => {
    const lines = groupsOf(({ purpose, name, policy, language }) => [purpose, name, policy, language].join(' ')).map(
      (of) => {
        const { purpose, name, policy, language } = of[0]!;
        return { purpose, name, policy, language, ...countsIn(of) };
      },
    );
    const sorted = (all: readonly Row[]): string[] => all.map((it) => JSON.stringify(it)).sort();
    expect(sorted(await panel('By message, policy version and language'))).toEqual(sorted(lines));
    const causes = Object.entries(sumOf(report.lines).failed).map(([cause, messages]) => ({ cause, messages }));
    expect(sorted(await panel('Failures by cause'))).toEqual(sorted(causes));
    const parts = report.parts.map(({ category, market, delivered }) => ({ category, market, delivered }));
    expect(sorted(await panel('Delivered by category and market'))).toEqual(sorted(parts));
    const { treated, holdout } = report.experiment!;
    expect(await panel('The experiment')).toMatchObject([
      { arm: 'holdout', questions: holdout.of, answered: holdout.count },
      { arm: 'treated', questions: treated.of, answered: treated.count },
    ]);
  });

  it('Y54 PostgreSQL finds the category that WhatsApp had, as the file does', () => {
    expect(report.categories.seen).toBeGreaterThan(2);
    expect(report.categories.policy).toBeGreaterThan(2);
  });

  it('Y56 the role that the guide makes for Grafana may read what each panel asks for, and no more', async () => {
    const [, made = ''] = /^ {4}(CREATE ROLE grafana .*\n {4}GRANT .*;)$/m.exec(projectFile('deploy/README.md')) ?? [];
    await client.query(made);
    await client.query('SET ROLE grafana');
    try {
      for (const { title } of PANELS) await panel(title);
      await expect(client.query('select * from kysely_migration')).rejects.toThrow('permission denied');
    } finally {
      await client.query('RESET ROLE');
    }
  });

  it('Y48 every panel is compared', () => {
    expect(PANELS).toHaveLength(10);
  });
});

/** The report over the ledger's rows, and what it can tell of an experiment. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import type { OutreachTable } from '../../src/ledger/schema';
import { csvOf, documentOf } from '../../src/report/documents';
import { experimentOf } from '../../src/report/experiment';
import { openStore } from '../../src/ledger/store';
import { reportOf } from '../../src/report/report';
import type { MessageGroup } from '../../src/report/rows';
import { bound, GROUPED_MESSAGES, GROUPED_REPLIES, GROUPED_WINDOWS } from '../../src/report/sql';
import { textOf } from '../../src/report/text';
import { english } from '../../src/report/words/english';
import { spanish } from '../../src/report/words/spanish';
import { EXAMPLE_RATES, reported } from '../support/reported';
import { at, closed, due, HOUR, plain, report, row, sent, solvedAt, span } from '../support/reportRows';

const week = [
  sent({ answered_at: due + HOUR }),
  sent({ answered_at: due + 73 * HOUR, opted_out_at: due + 73 * HOUR }),
  row({ sent_at: due, failed_at: due + 1, failure: 'refused', failure_code: 131049 }),
  row({ failed_at: due, failure: 'optedOut' }),
  // A later attempt arrived.
  sent({ failed_at: due - 1, failure: 'refused', failure_code: 131047 }),
  sent({ purpose: 'proactive', name: 'incident', due_at: at('2026-11-16T00:00') }),
];

describe('Y40 the report', () => {
  it('counts each message once, by week, purpose, name and policy version', async () => {
    const { lines, windows, replies, weeks, parts } = await report(week, [
      ...[closed('kept'), closed('kept'), closed('lost')],
    ]);
    expect(lines).toEqual([
      {
        week: '2026-11-16',
        purpose: 'proactive',
        name: 'incident',
        policy: 'p1',
        sent: 1,
        delivered: 1,
        answered: 0,
        optedOut: 0,
        heldBack: 0,
        costMicros: 20_000,
        unpriced: 0,
        solved: 0,
        solvedAnswered: 0,
        language: 'es',
        failed: {},
      },
      {
        week: '2026-11-23',
        purpose: 'followUp',
        name: 'followUp',
        policy: 'p1',
        sent: 4,
        delivered: 3,
        answered: 1,
        optedOut: 1,
        heldBack: 0,
        costMicros: 60_000,
        unpriced: 0,
        solved: 0,
        solvedAnswered: 0,
        language: 'es',
        failed: { 'refused:131049': 1, optedOut: 1 },
      },
    ]);
    expect(windows).toEqual({ kept: 2, lost: 1 });
    expect(replies).toEqual({ lost: 1, rescued: 1 });
    expect(weeks.map((it) => it.week)).toEqual([
      ...['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23'],
    ]);
    expect(weeks.at(-1)).toMatchObject({ windows: { kept: 2, lost: 1 }, replies: { lost: 1, rescued: 1 } });
    expect(weeks.at(-2)).toMatchObject({ windows: { kept: 0, lost: 0 }, replies: { lost: 0, rescued: 0 } });
    expect(parts).toEqual([
      { category: 'utility', market: '34', country: 'ES', delivered: 4, costMicros: 80_000, unpriced: 0 },
    ]);
  });

  it('begins weeks on Monday', async () => {
    const weekOf = async (text: string): Promise<string> => {
      const due = at(text);
      const made = await reported({ outreach: [sent({ due_at: due })] }, { since: due, until: due + 1 });
      return made.lines[0]!.week;
    };
    expect(await weekOf('2026-11-22T23:59')).toBe('2026-11-16');
    expect(await weekOf('2026-11-23T00:00')).toBe('2026-11-23');
    expect(await weekOf('1970-01-01T00:00')).toBe('1969-12-29');
  });

  it.each([
    [english, 'Reminder', '66.7', 'answered within 72 h'],
    [spanish, 'Recordatorio', '66,7', 'con respuesta en 72 h'],
  ])('says it in words of $locale', async (words, reminder, _share, answered) => {
    const text = textOf(await report(week, [closed('kept'), closed('kept'), closed('lost')]), words, plain);
    expect(text).toContain(reminder);
    expect(text).toContain(answered);
    expect(text).toContain('incident');
    expect(text).not.toMatch(/\{\w+\}|undefined|NaN/);
    expect(text).toMatch(/67\s?%/);
    expect(text).toContain('optedOut (1)');
  });

  it('of nothing says so', async () => {
    const nothing = await report([]);
    expect(textOf(nothing, english, plain)).toContain('The ledger has nothing of this time.');
  });

  it('is JSON with ISO times, and CSV with the same sums', async () => {
    const it = await report([
      ...week,
      sent({ due_at: at('2026-11-17T10:00'), language: null, answered_at: 1, ...solvedAt(at('2026-11-18T10:00')) }),
    ]);
    expect(documentOf(it)).toMatchObject({ since: '2026-11-01T00:00:00.000Z', until: '2026-11-29T00:00:00.000Z' });
    expect(csvOf(it).split('\r\n')).toEqual([
      'week,purpose,name,policy,sent,delivered,answered_72h,opted_out,held_back,failed,estimated_cost,currency,unpriced,language,solved_7d,solved_answered_7d',
      '2026-11-16,followUp,followUp,p1,1,1,1,0,0,0,0.02,USD,0,,1,1',
      '2026-11-16,proactive,incident,p1,1,1,0,0,0,0,0.02,USD,0,es,0,0',
      '2026-11-23,followUp,followUp,p1,4,3,1,1,0,2,0.06,USD,0,es,0,0',
      '',
    ]);
  });
});

/** A simulated experiment: one customer in five is in the control group, and such shares of the groups answer. */
function simulated(seed: number, customers: number, shares: Record<'treated' | 'holdout', number>): MessageGroup[] {
  const random = xoroshiro128plus(seed);
  const groups = { treated: alike({ arm: 'treated' }), holdout: alike({ arm: 'holdout' }) };
  for (let n = 0; n < customers; n += 1) {
    const arm = uniformFloat64(random) < 0.2 ? 'holdout' : 'treated';
    groups[arm].messages += 1;
    if (uniformFloat64(random) < shares[arm]) groups[arm].in_time += 1;
  }
  return Object.values(groups);
}
const alike = (changes: Partial<MessageGroup>): MessageGroup => ({
  ...{ week: due, priced_day: due, purpose: 'followUp', name: 'followUp', policy: 'p1', category: 'utility' },
  ...{
    category_seen: 0,
    market: '34',
    rendition: 'template',
    arm: null,
    cause: null,
    is_over: 1,
    messages: 0,
    sent: 0,
    delivered: 0,
  },
  ...{ in_time: 0, answered: 0, opted_out: 0, language: 'es', solved: 0, solved_answered: 0 },
  ...changes,
});
/** What they cost does not matter here, and would take most of the time. */
const FREE = () => ({ micros: 0, unpriced: 0 });
const SEEDS = Array.from({ length: 100 }, (_, seed) => seed + 1);

describe('Y43 what it cost', () => {
  const costOf = async (changes: Partial<OutreachTable>) => {
    const [line] = (await report([sent(changes)])).lines;
    return { micros: line?.costMicros, unpriced: line?.unpriced };
  };

  it.each([
    ['a utility template to Spain', { category: 'utility' }, 20_000],
    ['a template whose category is not known, as utility', { category: null }, 20_000],
    ['a marketing template to Mexico', { category: 'marketing', market: '52' }, 39_700],
    ['a free-form message, in full', { category: 'service', rendition: 'text' }, 20_000],
    ['what was not delivered', { delivered_at: null }, 0],
  ])('is of %s', async (_what, changes, micros) => {
    expect(await costOf(changes)).toEqual({ micros, unpriced: 0 });
  });

  it.each([{ market: null }, { market: '886' }, { market: '999' }])('is not known of %j', async (changes) => {
    expect(await costOf(changes)).toEqual({ micros: 0, unpriced: 1 });
  });

  it('is told with the date of the card, as an example, for one answer, and with what is not in it', async () => {
    const text = textOf(await report([...week, sent({ market: null })]), english, plain);
    expect(text).toContain('Costs are an estimate, by the rate card of 1 October 2026');
    expect(text).toContain('That card is an example');
    expect(text).toContain('Of 1 messages no rate is known');
    expect(text).toMatch(/An answer cost US\$0\.08/);
    expect(textOf(await report(week), spanish, plain)).toContain('con la tarifa del 1 de octubre de 2026');
  });
});

describe('Y40 what the report reads', () => {
  it('is of this account and this time only', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ventana-report-'));
    const store = await openStore({ type: 'file', folder });
    try {
      const others = [
        row({ account: 'other' }),
        row({ intent: 'before', due_at: span.since - 1 }),
        row({ intent: 'after', due_at: span.until }),
        row({ intent: 'first', due_at: span.since }),
      ];
      await store.db
        .insertInto('outreach')
        .values([...others, sent({ intent: 'sent', due_at: null, sent_at: due })])
        .execute();
      await store.db
        .insertInto('windows')
        .values([closed('kept'), { ...closed('lost'), account: 'other' }])
        .execute();
      const made = await reportOf(store.db, { account: 'acme', span, now: span.until, rates: EXAMPLE_RATES });
      expect(made.lines.map(({ week: monday, sent: count }) => [monday, count])).toEqual([
        ['2026-10-26', 0],
        ['2026-11-23', 1],
      ]);
      expect(made.windows).toEqual({ kept: 1, lost: 0 });
    } finally {
      await store.close();
      await rm(folder, { recursive: true });
    }
  });
});

describe('Y44 a long time', () => {
  it('Y44 is read week by week, each by an index', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ventana-report-'));
    const store = await openStore({ type: 'file', folder });
    try {
      for (const text of [GROUPED_MESSAGES, GROUPED_WINDOWS, GROUPED_REPLIES]) {
        const asked = bound<{ detail: string }>(`explain query plan ${text}`, {
          account: 'acme',
          now: 0,
          end: 0,
          ...span,
        });
        const plan = (await asked.execute(store.db)).rows.map(({ detail }) => detail).join('; ');
        expect(plan).toMatch(/SEARCH \w+ USING INDEX \w+_by_\w+ \(account=\? AND <?\w+>?>\? AND <?\w+>?<\?\)/);
      }
    } finally {
      await store.close();
      await rm(folder, { recursive: true });
    }
  });
});

describe('Y41 the experiment', () => {
  it('compares what was answered within 72 h of the due time, and only where these are over', async () => {
    const rows = [
      sent({ arm: 'treated', answered_at: due + 72 * HOUR }),
      sent({ arm: 'treated', answered_at: due + 72 * HOUR + 1 }),
      row({ arm: 'holdout', answered_at: due + HOUR }),
      row({ arm: 'holdout' }),
      row({ arm: 'holdout', due_at: span.until - 71 * HOUR }),
      sent(),
    ];
    expect((await report(rows)).experiment).toMatchObject({
      treated: { count: 1, of: 2 },
      holdout: { count: 1, of: 2 },
      pending: 1,
      isShown: false,
    });
  });

  it('finds a true effect of 10 points among 2,000 customers', () => {
    const found = SEEDS.map((seed) => experimentOf(simulated(seed, 2_000, { treated: 0.5, holdout: 0.4 }), FREE)!);
    expect(found.filter(({ isShown }) => isShown).length).toBeGreaterThanOrEqual(90);
    const holding = found.filter(({ difference }) => difference!.low <= 0.1 && difference!.high >= 0.1);
    expect(holding.length).toBeGreaterThanOrEqual(90);
  });

  it('says "not shown" where there is none, in 95 of 100', () => {
    const found = SEEDS.map((seed) => experimentOf(simulated(seed, 2_000, { treated: 0.4, holdout: 0.4 }), FREE)!);
    expect(found.filter(({ isShown }) => !isShown).length).toBeGreaterThanOrEqual(95);
    for (const { isShown, needed } of found) if (isShown) expect(needed).toBeUndefined();
  });

  it('is told with its bounds, how many answers are extra, and as interim while answers may still come', async () => {
    const rows = [
      ...Array.from({ length: 70 }, (_, n) => sent({ arm: 'treated', ...(n < 56 && { answered_at: due + HOUR }) })),
      ...Array.from({ length: 80 }, (_, n) => row({ arm: 'holdout', ...(n < 48 && { answered_at: due + HOUR }) })),
      row({ arm: 'holdout', due_at: span.until - HOUR }),
    ];
    const text = textOf(await report(rows), english, plain);
    expect(text).toContain('with a reminder: 56 of 70 questions answered within 72 h (80%)');
    expect(text).toContain('difference: 20 points (95 %: 5 to 33)');
    expect(text).toContain('Of 70 reminders, 14 brought an answer that would not have come (4 to 23).');
    // 70 utility templates to Spain, at 0.02 each.
    expect(text).toContain('Each of these cost US$0.10, by estimate (US$0.0599 to US$0.3815).');
    expect(text).toContain('Interim: questions whose 72 hours are not over yet: 1.');
  });
});

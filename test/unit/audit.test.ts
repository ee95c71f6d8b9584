import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../src/audit/documents';
import type { PastTicket } from '../../src/audit/facts';
import { pageOf } from '../../src/audit/page/page';
import { textOf } from '../../src/audit/text';
import { english } from '../../src/audit/words/english';
import { spanish } from '../../src/audit/words/spanish';
import { merged, type Would } from '../../src/audit/would';
import { sinceOf } from '../../src/operator/cli/since';
import { at, when } from '../support/madrid';
import { audited, exampleSchedules, policyOf, said, ticket } from '../support/pastTickets';

const found = async (...tickets: PastTicket[]): Promise<string[]> =>
  (await audited(tickets)).findings.map((it) => `${it.kind} ${when(it.at)}`);

describe('Q61 what the audit finds', () => {
  it('Q61 a window counts from when the customer sent the message, a reply from when it was sent', async () => {
    const lateArrival = said('customer', 'Mon 09:00', { arrivedAt: at('Mon 15:00') });
    expect(await found(ticket([lateArrival, said('agent', 'Mon 14:00')]))).toEqual(['closedOnWaiting Tue 09:00']);
    expect(await found(ticket([lateArrival, said('agent', 'Tue 08:59')]))).toEqual([]);
    expect(await found(ticket([said('customer', 'Mon 09:00'), said('agent', 'Tue 09:00')]))).toEqual([
      'replyTooLate Tue 09:00',
      'closedOnWaiting Tue 09:00',
    ]);
  });

  it("Q61 an agent's template arrives at any time, answers and reminds; what a bot says does not answer", async () => {
    const question = [said('customer', 'Mon 09:00'), said('agent', 'Mon 11:00')];
    const pending: [string, 'pending'][] = [['Mon 11:00', 'pending']];
    expect(await found(ticket(question, pending))).toEqual(['notReminded Tue 11:00']);
    expect(await found(ticket([...question, said('template', 'Tue 10:30')], pending))).toEqual([
      'notReminded Wed 10:30',
    ]);
    expect(await found(ticket([...question, said('automatic', 'Mon 11:01')], pending))).toEqual([
      'notReminded Tue 11:00',
    ]);
    expect(await found(ticket([...question, said('automatic', 'Mon 20:00')], pending))).toEqual([]);
    expect(await found(ticket([said('customer', 'Mon 09:00'), said('automatic', 'Mon 09:01')]))).toEqual([
      'closedOnWaiting Tue 09:00',
    ]);
  });

  it('Q61 no reminder is missing where the session has ended, or the ticket is no longer pending', async () => {
    const question = [said('customer', 'Mon 09:00'), said('agent', 'Mon 11:00')];
    expect(
      await found(
        ticket(question, [
          ['Mon 11:00', 'pending'],
          ['Tue 10:00', 'solved'],
        ]),
      ),
    ).toEqual([]);
    expect(await found(ticket(question, [['Mon 11:00', 'pending']], { sessionEndedAt: at('Mon 12:00') }))).toEqual([]);
  });

  it("Q61 what is said in a customer's next ticket is not the earlier ticket's", async () => {
    const messages = [
      said('customer', 'Mon 09:00'),
      said('agent', 'Mon 10:00'),
      said('customer', 'Thu 09:00'),
      said('agent', 'Thu 09:30'),
    ];
    const shared = { conversation: 'shared' };
    const first = ticket(messages, [['Mon 11:00', 'closed']], shared);
    const second = ticket(messages, [], { ...shared, createdAt: at('Thu 09:00:02') });
    const { findings, firstReplies } = await audited([second, first]);
    expect(findings).toEqual([]);
    expect(firstReplies.map(({ ticket: id, hours = 0 }) => [id, Math.round(hours * 10) / 10])).toEqual([
      [first.id, 1],
      [second.id, 0.5],
    ]);
  });
});

describe('Q65 what Ventana would have done', () => {
  const automatic = policyOf((text) => text.replaceAll('mode: agent', 'mode: automatic'));
  const past = (): PastTicket[] => [
    ticket([said('customer', 'Mon 09:00'), said('agent', 'Mon 11:00')], [['Mon 11:00', 'pending']]),
    ticket([said('customer', 'Sat 10:12')]),
    ticket([said('customer', 'Mon 09:00'), said('agent', 'Tue 11:00'), said('customer', 'Wed 10:00')]),
  ];

  it('Q65 is what the core decides, for two policies side by side', async () => {
    const { policies } = await audited(past(), [
      { name: 'now.yaml', config: policyOf() },
      { name: 'next.yaml', config: automatic },
    ]);
    const sends = policies.map((it) =>
      it.sends.map(({ what, at: time, category }) => `${what} ${when(time)} ${category}`),
    );
    expect(sends[0]).toEqual(['reminder Tue 11:00 utility']);
    expect(sends[1]).toEqual([
      'reminder Tue 11:00 utility',
      expect.stringMatching(/^rescue Tue 11:0[12](:\d\d)? utility$/),
      expect.stringMatching(/^words Wed 10:00(:\d\d)? free$/),
      'reopening next Mon 09:00 utility',
    ]);
    expect(policies[0]).toMatchObject({ warnings: 2, warnedInTime: 2, told: 1, busiest: 1, limit: 250 });
  });

  it('Q65 is the same in one share and in several', async () => {
    const report = await audited(past());
    const [whole] = report.policies;
    const shares = await Promise.all(past().map((it) => audited([it])));
    const sum = merged(shares.map(({ policies: [share] }) => share!));
    const unnamed = (it: Would): Would => ({ ...it, sends: it.sends.map((sent) => ({ ...sent, ticket: '' })) });
    expect(unnamed(sum)).toEqual(unnamed(whole!));
  });

  it('Q65 a STOP is stored once, and what comes after it is played: the agent is warned of the window', async () => {
    const stopped = ticket([said('customer', 'Mon 09:00', { stop: true })]);
    expect((await audited([stopped])).policies[0]).toMatchObject({ sends: [], warnings: 1, warnedInTime: 1 });
  });

  it('Q65 nothing is sent to who has said STOP, nor worked out where Ventana was already at work', async () => {
    const stopped = ticket(
      [said('customer', 'Mon 08:59', { stop: true }), said('customer', 'Mon 09:00'), said('agent', 'Mon 11:00')],
      [['Mon 11:00', 'pending']],
    );
    const watched = ticket(
      [said('customer', 'Mon 09:00'), said('agent', 'Mon 11:00'), said('ventana', 'Tue 11:00')],
      [['Mon 11:00', 'pending']],
    );
    const report = await audited([stopped, watched]);
    expect(report.policies[0]?.sends).toEqual([]);
    expect(report.alreadyVentana).toBe(1);
    expect(textOf(report, english, PLAIN)).toContain('On 1 tickets Ventana has already written');
  });
});

describe('Q66 what the audit cannot know', () => {
  it('Q66 is said: failures that no ticket shows, hours that nobody may see, messages that cannot be read', async () => {
    const unread = ticket([said('customer', 'Mon 09:00')], [], { unread: 2 });
    const report = await audited([unread], undefined, { schedules: undefined as never });
    const text = textOf(report, english, PLAIN);
    expect(text).toContain('They count as arrived');
    expect(text).toContain('The office counts as always open');
    expect(text).toContain(`1 tickets have messages that could not be read: #${unread.id}`);
  });
});

describe('Q67 the page', () => {
  it.each([english, spanish])('Q67 has no script and asks for nothing, in $locale', async (words) => {
    const report = await audited(
      [ticket([said('customer', 'Mon 09:00'), said('agent', 'Tue 11:00')])],
      [{ name: '<script>alert(1)</script>.yaml', config: policyOf() }],
      { account: 'acme' },
    );
    const page = await pageOf(report, words, 'https://acme.zendesk.com/agent/tickets/');
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(| style="| on\w+="/i);
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(page) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'"`);
    expect(page).toContain(words.title);
    expect(page).toContain('&lt;script&gt;alert(1)');
  });

  it('Q67 says the same in both languages: every word has its Spanish', () => {
    const keysOf = (value: unknown, path = ''): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, it]) => keysOf(it, `${path}.${key}`))
        : [path + holesIn(String(value))];
    expect(keysOf(spanish)).toEqual(keysOf(english));
  });

  it('a table has its columns, and nothing that a spreadsheet runs', async () => {
    const late = ticket([said('customer', 'Mon 09:00'), said('agent', 'Tue 11:00')]);
    const lines = csvOf(await audited([late]))
      .trim()
      .split('\r\n');
    expect(new Set(lines.map((it) => it.split(',').length))).toEqual(new Set([11]));
    expect(lines).toContain(`finding,${late.id},replyTooLate,${new Date(at('Tue 11:00')).toISOString()},,,,,,,`);
  });
});

const holesIn = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join('');
const PLAIN = { bold: (text: string) => text, dim: (text: string) => text };

describe('--since', () => {
  it('is days, or a date in the past', () => {
    const now = Date.parse('2026-11-28T12:00:00Z');
    expect(sinceOf('30d', now)).toBe(now - 30 * 24 * 3_600_000);
    expect(sinceOf('2026-11-01', now)).toBe(Date.parse('2026-11-01T00:00:00Z'));
    for (const wrong of ['', '30', '0d', 'yesterday', '2026-13-45', '2027-01-01'])
      expect(() => sinceOf(wrong, now)).toThrow('--since');
  });
});

describe('Y39 odd accounts', () => {
  it('Y39 without any ticket every form of the report is whole', async () => {
    const report = await audited([]);
    expect(report).toMatchObject({ tickets: 0, findings: [], firstReplies: [] });
    const said = [
      ...[english, spanish].map((words) => textOf(report, words, PLAIN)),
      ...(await Promise.all([english, spanish].map((words) => pageOf(report, words, 'https://acme.zendesk.com/')))),
      csvOf(report),
    ];
    for (const text of said) expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it('Y39 a holiday is no office time: what was written on it was out of hours', async () => {
    const [schedule] = exampleSchedules;
    const holidays = [{ name: 'Fiesta', startDate: '2026-10-05', endDate: '2026-10-06' }];
    const wrote = () => [ticket([said('customer', 'Mon 10:00')])];
    const kinds = async (more: object) => (await audited(wrote(), undefined, more)).findings.map(({ kind }) => kind);
    expect(await kinds({})).toEqual(['closedOnWaiting']);
    expect(await kinds({ schedules: [{ ...schedule, holidays }] })).toEqual(['outOfHours']);
  });

  it('Y39 of several schedules the first is taken, and it says so', async () => {
    const [schedule] = exampleSchedules;
    const other = { ...schedule, id: '2', name: 'Otra marca', intervals: [] };
    const report = await audited([ticket([said('customer', 'Mon 10:00')])], undefined, {
      schedules: [schedule, other] as never,
    });
    expect(report.hours).toMatchObject({ known: 'assumed', name: 'Oficina' });
    expect(textOf(report, english, PLAIN)).toContain('Oficina');
  });
});

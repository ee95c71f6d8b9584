import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/policy/policy';
import { summaryOf } from '../../src/operator/policyTools/internal/counts';
import { diffPolicy, type Change, type PolicyDiff } from '../../src/operator/policyTools/internal/diff';
import { rulesNow } from '../../src/operator/policyTools/internal/rules';
import { changedSettings } from '../../src/operator/policyTools/internal/settings';
import type { Conversation } from '../../workflows/core/conversation';
import { policyOf } from '../support/configuration';
import { agent, customer, given, status, type Happening } from '../support/given';
import { at, when } from '../support/madrid';
import { pretendSchedules } from '../support/officeTime';

const template = '{ template: { name: a_template, languages: [es] }, text: { es: Hola } }';
const messages = `messages: { followUp: ${template}, reopening: ${template}, incident: ${template}, gentle: ${template} }`;
const MADRID = 'hours: { timeZone: Europe/Madrid, week: { mon-fri: 09:00-18:00 } }';

/** The policy that the tickets go by is the stories' own: Madrid, Monday to Friday from nine to six, quiet from nine to eight. */
async function diff(changes: string, time: string, ...conversations: Conversation[]): Promise<PolicyDiff> {
  const hours = changes.includes('hours:') ? '' : MADRID;
  const config = policyOf([changes, hours, messages].join('\n'));
  const { rules } = await rulesNow(
    config,
    pretendSchedules(() => []),
    at(time),
    () => undefined,
  );
  return diffPolicy(conversations, rules, at(time));
}

/** `followUp later Tue 11:00 -> Wed 11:00` */
const words = ({ changes }: PolicyDiff): string[] =>
  changes.map(({ kind, change: changeKind, before, after, why }) => {
    const times = [before, after].map((it) => (it === undefined ? '-' : when(it))).join(' -> ');
    return `${kind} ${changeKind} ${times}${why ? ` (${why})` : ''}`;
  });

const ticketAt = (time: string, ...happenings: Happening[]): Conversation =>
  given(...happenings).until(time).conversation!;

const pending = ticketAt('Mon 12:00', customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending'));
const waiting = ticketAt('Mon 12:00', customer('Mon 11:00'));
const outOfHours = ticketAt('Sat 12:00', customer('Sat 10:12'));

describe('what a changed policy would do', () => {
  it('is nothing where nothing that counts has changed', async () => {
    const same = await diff('language: en', 'Mon 12:00', pending, waiting);
    expect(same).toMatchObject({ tickets: 2, changed: 0, changes: [] });
    expect(summaryOf(same, at('Mon 12:00'))).toEqual(['2 tickets unchanged: nothing moves']);
  });

  it('moves reminders later and earlier', async () => {
    expect(words(await diff('followUp: { after: 48h }', 'Mon 12:00', pending))).toEqual([
      'followUp later Tue 11:00 -> Wed 11:00',
    ]);
    expect(words(await diff('followUp: { after: 6h }', 'Mon 12:00', pending))).toEqual([
      'followUp earlier Tue 11:00 -> Mon 17:00',
    ]);
  });

  it('sends at once what would be overdue, and says so', async () => {
    const overdue = await diff('followUp: { after: 30m, grace: 0s }', 'Mon 12:00', pending);
    expect(words(overdue)).toEqual(['followUp earlier Tue 11:00 -> Mon 12:00']);
    expect(summaryOf(overdue, at('Mon 12:00'))[0]).toBe('1 reminder moves (1 earlier); 1 of them is due immediately');
  });

  it('cancels what is switched off, with the reason', async () => {
    expect(words(await diff('followUp: off\nagentWarning: off', 'Mon 12:00', pending, waiting))).toEqual([
      'followUp cancelled Tue 11:00 -> - (it is off in the policy)',
      'warning cancelled Tue 09:00 -> - (it is off in the policy)',
    ]);
  });

  it('brings what is switched on', async () => {
    expect(words(await diff('reopening: { mode: automatic }', 'Sat 12:00', outOfHours))).toEqual([
      'reopening new - -> next Mon 09:00',
    ]);
  });

  it('brings the solving of tickets whose reminder stays unanswered', async () => {
    const reminded = ticketAt('Tue 12:00', customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending'));
    expect(words(await diff('followUp: { solveAfter: 48h }', 'Tue 12:00', reminded))).toEqual([
      'solving new - -> Thu 11:00',
    ]);
  });

  it('moves what falls into other office or quiet hours', async () => {
    const late = ticketAt('Mon 21:00', customer('Mon 09:00'), agent('Mon 20:30'), status('Mon 20:30', 'pending'));
    expect(words(await diff('quietHours: 20:00-10:00', 'Mon 21:00', late))).toEqual([
      'followUp later Tue 20:30 -> Wed 10:00',
    ]);
    const newYork = 'hours: { timeZone: America/New_York, week: { mon-fri: 09:00-18:00 } }\nquietHours: off';
    expect(words(await diff(newYork, 'Mon 12:00', waiting))).toEqual(['warning earlier Tue 09:00 -> Mon 23:27:43']);
  });

  it('names another message that goes out at the same time', async () => {
    expect(words(await diff('followUp: { message: gentle }', 'Mon 12:00', pending))).toEqual([
      'followUp otherMessage Tue 11:00 -> Tue 11:00',
    ]);
  });

  it('counts a reminder that has asked for its turn like any other', async () => {
    const asked = given(customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending'))
      .where({ turnMs: 3_600_000 })
      .until('Tue 11:30').conversation!;
    expect(asked).toMatchObject({ outreach: [{ progress: { state: 'waiting' } }] });
    expect(words(await diff('followUp: { after: 48h }', 'Tue 11:30', asked))).toEqual([
      'followUp later Tue 11:30 -> Wed 11:00',
    ]);
  });

  it('leaves alone tickets that have ended, and counts those that were not read yet or go by it already', async () => {
    const closed = ticketAt('Mon 12:00', customer('Mon 09:00'), status('Mon 10:00', 'closed'));
    const unread = given(customer('Mon 09:00'))
      .where({ reads: ['failed'] })
      .until('Mon 09:00').conversation!;
    const config = policyOf([MADRID, messages].join('\n'));
    const { rules } = await rulesNow(
      config,
      pretendSchedules(() => []),
      at('Mon 12:00'),
      () => undefined,
    );
    const told: Conversation =
      pending.stage === 'watching' ? { ...pending, truth: { ...pending.truth, ...rules } } : pending;
    const found = diffPolicy([closed, unread, told, waiting], rules, at('Mon 12:00'));
    expect(found).toMatchObject({ tickets: 3, unread: 1, upToDate: 1, changed: 0 });
  });
});

describe('the summary', () => {
  const change = (changeKind: Change['change'], after?: number): Change => ({
    ticketId: '1',
    kind: 'followUp',
    change: changeKind,
    ...(after !== undefined && { after }),
  });
  const some = (count: number, it: Change): Change[] =>
    Array.from({ length: count }, (_, n) => ({ ...it, ticketId: `${it.change}${n}` }));

  it('says in one line each what becomes of reminders and of all tickets', () => {
    const changes = [
      ...some(300, change('later', 5)),
      ...some(112, change('earlier', 5)),
      ...some(31, change('cancelled')),
      ...some(5, change('new', 5)),
    ];
    const diff = { tickets: 1_652, upToDate: 0, unread: 2, changed: 448, changes };
    expect(summaryOf(diff, 1)).toEqual([
      '412 reminders move (300 later, 112 earlier), 31 are cancelled, 5 are new',
      '1,204 tickets unchanged',
      '2 tickets not read yet',
    ]);
  });
});

describe('the settings that differ between two files', () => {
  it('are named by their keys, templates among them, defaults included', () => {
    const before = `followUp: { after: 48h }\nmessages: { followUp: ${template} }`;
    const after = `quietHours: off\nmessages: { followUp: ${template.replace('a_template', 'b_template')} }`;
    expect(changedSettings(before, after)).toEqual([
      { key: 'quietHours', before: '21:00-08:00', after: 'off' },
      { key: 'followUp.after', before: '48h', after: '24h' },
      { key: 'messages.followUp.template.name', before: 'a_template', after: 'b_template' },
    ]);
  });

  it('cannot be told where a file has problems', () => {
    expect(parsePolicy('colour: red', 'x')).toHaveProperty('problems');
    expect(changedSettings('colour: red', messages)).toBeUndefined();
  });
});

/** When a plan is due, to the millisecond, and what tells two nearly equal tickets apart (rows F9, F11, H3-H5, U1-U6, F10). */
import { describe, expect, it } from 'vitest';
import type { Message } from '../../activities/types';
import type { Live, Outreach, Progress } from '../../workflows/core/conversation';
import { lostReminders } from '../../workflows/core/afterOutreach';
import { judgeFollowUp } from '../../workflows/core/followUp';
import { judgeReopening } from '../../workflows/core/reopening';
import { judgeSolving, solvingUpdate } from '../../workflows/core/solving';
import type { Verdict } from '../../workflows/core/verdict';
import { judgeWarning } from '../../workflows/core/warning';
import { agent, customer, given, sentBefore, status } from '../support/given';
import { DAY, HOUR, at, when } from '../support/madrid';
import { asked, intent, pending, stateOf, withPolicy, withTicket, withTruth } from '../support/states';

const said = (verdict: Verdict): string => ('none' in verdict ? verdict.none : when(verdict.at));
const failed = { state: 'failed', failure: { reason: 'refused' } } as const;
const ours = (time: number, name: string, n = 1): Message => ({
  ...sentBefore('Mon 09:00', 'followUp'),
  id: `${name} ${time}`,
  at: time,
  sendId: `${name}-${time}:template:${n}`,
  purpose: name === 'followUp' ? { kind: 'followUp', name } : { kind: 'proactive', name },
});

describe('F1, F9 a reminder', () => {
  const followUp = pending.truth.policy.followUp!;

  it('F1 is none while nothing says since when the ticket is pending', () => {
    const { statusSince: _since, ...ticket } = pending.truth.ticket;
    expect(judgeFollowUp(withTruth(pending, { ticket }))).toHaveProperty('none');
  });

  it('F9 a second one counts from the first, by either anchor', () => {
    for (const anchor of ['agentReply', 'windowClose'] as const) {
      const twice = withPolicy(pending, { followUp: { ...followUp, anchor, max: 2 } });
      const reminded = {
        ...twice,
        asOf: at('Tue 12:00'),
        messages: [...twice.messages, ours(at('Tue 10:00'), 'followUp')],
      };
      expect(said(judgeFollowUp(reminded))).toBe('Wed 10:00');
    }
  });

  it('that failed counts where it was meant for after the customer’s last message, not for that moment or before', () => {
    const nine = at('Mon 09:00');
    const lost = (since: number, progress: Progress = failed) =>
      lostReminders({ ...pending, outreach: [intent(progress, { since })] }).length;
    expect([lost(nine - 1), lost(nine), lost(nine + 1)]).toEqual([0, 0, 1]);
    expect(lost(nine + 1, { state: 'dropped' })).toBe(0);
    expect(lost(nine + 1, { state: 'ready', notBefore: nine })).toBe(0);
  });
});

describe('F11 a reminder before the window closes, due at night', () => {
  /** The window closes Tue 23:30, so it is due at 22:30; the night begins at 21:00. */
  const due = (pendingSince: string, now: string | number): string => {
    const story = given(customer('Mon 23:30'), agent('Tue 08:30'), status('Tue 08:30', 'pending'));
    const c = stateOf(story.policy({ followUp: { anchor: 'windowClose' } }), 'Tue 12:00');
    const then = { ...c, asOf: typeof now === 'string' ? at(now) : now };
    return said(judgeFollowUp(withTicket(then, { statusSince: at(pendingSince) })));
  };

  it('F11 goes out at the start of the night where the grace has ended before it, else at its end', () => {
    expect(due('Tue 08:30', 'Tue 12:00')).toBe('Tue 21:00');
    expect(due('Tue 19:59', 'Tue 20:30')).toBe('Tue 21:00');
    expect(due('Tue 20:00', 'Tue 20:30')).toBe('Wed 08:00');
    expect(due('Tue 20:30', 'Tue 20:40')).toBe('Wed 08:00');
  });

  it('F11 may still go out a quarter of an hour into the night, and not later', () => {
    expect(due('Tue 08:30', 'Tue 21:15')).toBe('Tue 21:00');
    expect(due('Tue 08:30', at('Tue 21:15') + 1)).toBe('Wed 08:00');
  });
});

describe('H3, H4, H5 an automatic reopening', () => {
  const state = (wrote: string, now: string): Live =>
    stateOf(given(customer(wrote)).policy({ reopening: { mode: 'automatic' } }), now);
  const saturday = state('Sat 10:12', 'Sat 12:00');

  it('H4 is none from exactly reopening.minOffice on', () => {
    expect(said(judgeReopening(state('Sun 10:00', 'Sun 12:00')))).toBe('the office is open during the window');
    expect(said(judgeReopening(state('Sun 09:59', 'Sun 12:00')))).toBe('next Mon 09:00');
  });

  it('H3 is none on a closed ticket', () => {
    expect(said(judgeReopening(withTicket(saturday, { status: 'closed' })))).toBe('the ticket is closed');
  });

  it('H3 is made up for until a day after the opening', () => {
    const tuesday = at('next Tue 09:00');
    expect(said(judgeReopening({ ...saturday, asOf: tuesday }))).toBe('next Tue 09:00');
    expect(said(judgeReopening({ ...saturday, asOf: tuesday + 1 }))).toBe('the office opened more than a day ago');
  });

  it('H8 is none after one that was tried since the customer wrote; one that was dropped does not count', () => {
    const after = (since: number, progress: Progress, changes: Partial<Outreach> = {}) =>
      said(judgeReopening({ ...saturday, outreach: [intent(progress, { since, ...changes })] }));
    const wrote = at('Sat 10:12');
    expect(after(wrote + 1, failed)).toBe('the customer has already been contacted');
    expect(after(wrote, failed)).toBe('next Mon 09:00');
    expect(after(wrote + 1, { state: 'dropped' })).toBe('next Mon 09:00');
    expect(after(wrote + 1, failed, { requested: true })).toBe('next Mon 09:00');
  });
});

describe('F10 the warning', () => {
  it('is none where the office shut at the very moment that the customer wrote, and on a closed ticket', () => {
    const friday = (time: string) => stateOf(given(customer(time)), time);
    expect(said(judgeWarning(friday('Fri 18:00')))).toBe('no office hours are left before the window closes');
    const soon = friday('Fri 17:59');
    expect(said(judgeWarning({ ...soon, done: [] }))).toBe('Fri 17:59');
    expect(said(judgeWarning(withTicket(soon, { status: 'closed' })))).toBe('the ticket is closed');
  });
});

describe('U1-U6 the solving', () => {
  const twice = { followUp: { solveAfterMs: 2 * DAY, max: 2 } };
  const tuesday = at('Tue 11:00');
  const once = stateOf(asked.policy({ followUp: { solveAfterMs: 2 * DAY } }), 'Tue 12:00');
  const also = (...messages: Message[]): Live => ({ ...once, messages: [...once.messages, ...messages] });

  it('U2, U5 a first reminder that failed counts, and leaves no doubt about a second one that arrived later', () => {
    const reminded = stateOf(asked.policy(twice), 'Wed 12:00');
    const [first, second] = reminded.messages.filter(({ by }) => by === 'ventana');
    const messages = reminded.messages.filter((it) => it !== first);
    const lost = (since: number) => ({ ...reminded, messages, outreach: [intent(failed, { since })] });
    expect(said(judgeSolving(lost(tuesday)))).toBe('Fri 11:00');
    expect(said(judgeSolving(lost(second!.at)))).toBe('it is not certain that the last reminder arrived');
    expect(said(judgeSolving({ ...lost(tuesday), outreach: [] }))).toBe('the last reminder has not been sent');
  });

  it('U4 what happened in the moment of the reminder does not count as work since then', () => {
    const taken = 'somebody has worked on the ticket since the last reminder';
    expect(said(judgeSolving(withTicket(once, { changedByOthersAt: tuesday })))).toBe('Thu 11:00');
    expect(said(judgeSolving(withTicket(once, { changedByOthersAt: tuesday + 1 })))).toBe(taken);
    const by = (time: number): Message => ({ by: 'agent', id: 'a', at: time });
    expect(said(judgeSolving(also(by(tuesday))))).toBe('Thu 11:00');
    expect(said(judgeSolving(also(by(tuesday + 1))))).toBe(taken);
  });

  it('U6 is counted from the newest of several later messages', () => {
    const later = [1, 2, 3].map((hours) => ours(tuesday + hours * HOUR, 'incident'));
    expect(said(judgeSolving(also(...later)))).toBe('Thu 14:00');
  });

  it('U1 goes in one guarded update with everything else that is owed, under a key of its reminder', () => {
    const late: Message = { by: 'agent', id: 'late', at: at('Tue 10:00') };
    const { notes, status: to, stamp } = solvingUpdate(also(late));
    const { sendId } = once.messages.findLast((it) => it.by === 'ventana')!;
    expect([to, stamp]).toEqual(['solved', once.truth.ticket.stamp]);
    expect(notes.map(({ key }) => key)).toEqual(['late:customer Mon 09:00', `solved:${sendId}`]);
    expect(notes.at(-1)?.note).toEqual({ kind: 'solvedUnanswered' });
  });

  it('U1 names no reminder where there is none', () => {
    expect(solvingUpdate({ ...once, messages: once.messages.filter(({ by }) => by !== 'ventana') }).notes).toEqual([]);
  });
});

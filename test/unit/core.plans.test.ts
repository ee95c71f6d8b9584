/** What each plan does and when, where the stories do not tell two plans apart. */
import { describe, expect, it } from 'vitest';
import type { Effect, Live, Outreach, Progress } from '../../workflows/core/conversation';
import { newConversation } from '../../workflows/core/conversation';
import type { Plan, PlanName } from '../../workflows/core/plan';
import { plansOf } from '../../workflows/core/plans';
import { customer, given, sentBefore } from '../support/given';
import { DAY, HOUR, MINUTE, SECOND, at } from '../support/madrid';
import {
  NOON as NOW,
  answered,
  asked,
  intent,
  pending,
  ready,
  sent,
  stateOf,
  waiting,
  withPolicy,
  withTicket,
  withTruth,
} from '../support/states';

/** At noon, changed in these ways. */
const at12 = (c: Live, changes: Partial<Live> = {}, truth: Partial<Live['truth']> = {}): Live => ({
  ...withTruth(c, truth),
  ...changes,
});
const planned = (c: Live, name: PlanName): Plan[] => plansOf(c).filter((it) => it.name === name);
const effectOf = (plan: Plan | undefined): Effect | undefined => plan?.act().effect;

describe('rule 1 a reading', () => {
  const { conversation: _conversation, ...unlinked } = answered.truth;
  const { heardConversationId: _heard, ...linked } = at12(answered);
  const read = (c: Live) => effectOf(planned({ ...c, staleSince: NOW }, 'read')[0]);

  it('names the ticket’s own conversation before one that an event named, and neither where there is none', () => {
    expect(read(at12(answered, { heardConversationId: 'heard' }))).toHaveProperty('conversationId', 'conversation');
    const none = { ...linked, truth: { ...unlinked, readAt: NOW } };
    expect(read({ ...none, heardConversationId: 'heard' })).toHaveProperty('conversationId', 'heard');
    expect(read(none)).not.toHaveProperty('conversationId');
  });

  it('names what an event named to a run that has read nothing yet', () => {
    const unread = newConversation('100', NOW);
    expect(effectOf(plansOf({ ...unread, heardConversationId: 'heard' })[0])).toEqual({
      type: 'readTruth',
      ticketId: '100',
      asks: false,
      conversationId: 'heard',
    });
    expect(effectOf(plansOf(unread)[0])).toEqual({ type: 'readTruth', ticketId: '100', asks: false });
  });

  it('says whether the ticket has written to its customer', () => {
    expect(read(at12(answered))).toHaveProperty('asks', false);
    expect(read(at12(answered, { outreach: [intent({ state: 'dropped' })] }))).toHaveProperty('asks', true);
  });

  it('waits ten seconds after the last, and for the pause after one that failed', () => {
    const next = (c: Live) => planned(c, 'read')[0]?.at;
    expect(next(at12(answered))).toBeUndefined();
    expect(next(at12(answered, { staleSince: NOW }))).toBe(NOW + 10 * SECOND);
    expect(next(at12(answered, { staleSince: NOW + MINUTE }))).toBe(NOW + MINUTE);
    expect(next(at12(answered, { staleSince: NOW, readNotBefore: NOW + MINUTE }))).toBe(NOW + MINUTE);
  });
});

describe('rule 3 a message whose turn has come', () => {
  const sends = (c: Live) => effectOf(planned(c, 'send')[0])?.type;
  const automatic = { outreach: [intent(ready)] };
  const requested = { outreach: [intent(ready, { requested: true })] };

  it('is sent on a reading that is ten seconds old, and not on an older one', () => {
    expect(sends(at12(answered, automatic, { readAt: NOW - 10 * SECOND }))).toBe('send');
    expect(sends(at12(answered, automatic, { readAt: NOW - 10 * SECOND - 1 }))).toBe('readTruth');
  });

  it('is not sent after a conflict; an automatic one not after a hint either', () => {
    expect(sends(at12(answered, { ...automatic, outdated: true }))).toBe('readTruth');
    expect(sends(at12(answered, { ...requested, outdated: true }))).toBe('readTruth');
    expect(sends(at12(answered, { ...automatic, staleSince: NOW }))).toBe('readTruth');
    expect(sends(at12(answered, { ...requested, staleSince: NOW }))).toBe('send');
  });

  it('is marked as attempted, and no other', () => {
    const other = intent(ready, { id: 'other' });
    const [first] = planned(at12(answered, { outreach: [intent(ready), other] }), 'send');
    const { outreach } = first!.act().next as Live;
    expect(outreach.map(({ attempts }) => attempts)).toEqual([1, 0]);
  });

  it('is looked for at its time, not before', () => {
    const order = { sendId: 'i:text:1' } as never;
    const looking = intent({ state: 'looking', order, looks: 0, notBefore: NOW + MINUTE });
    const [plan] = planned(at12(answered, { outreach: [looking] }), 'send');
    expect(plan?.at).toBe(NOW + MINUTE);
    expect(effectOf(plan)).toEqual({ type: 'look', intentId: looking.id, order });
  });
});

describe('rule 10 a turn', () => {
  const turn = (progress: Progress, since: number = NOW) =>
    planned(at12(answered, { outreach: [intent(progress, { since })] }), 'turn')[0];

  it('is asked for at its time, and again an hour later where no answer came', () => {
    expect(turn({ state: 'wanted', notBefore: NOW + MINUTE })?.at).toBe(NOW + MINUTE);
    expect(turn({ state: 'waiting', since: NOW })?.at).toBe(NOW + HOUR);
    expect(turn(ready)).toBeUndefined();
  });

  it('is asked for from the message’s own time on, or from now on where that has passed', () => {
    const from = (since: number) => effectOf(turn({ state: 'wanted', notBefore: NOW }, since));
    expect(from(NOW + MINUTE)).toMatchObject({ request: { notBefore: NOW + MINUTE } });
    expect(from(NOW - MINUTE)).toMatchObject({ request: { notBefore: NOW } });
  });

  it('that was asked for long ago is wanted anew, so that the answer to asking counts', () => {
    const again = turn({ state: 'waiting', since: NOW - HOUR })!.act().next as Live;
    expect(again.outreach[0]?.progress).toEqual({ state: 'wanted', notBefore: NOW });
    const wanted = { state: 'wanted', notBefore: NOW - MINUTE } as const;
    expect((turn(wanted)!.act().next as Live).outreach[0]?.progress).toEqual(wanted);
  });
});

describe('132015 and the like: a stop', () => {
  const putOff = (code: number) => ({ since: NOW, times: 1, code });
  const stops = (c: Live) => planned(c, 'turn');
  const stopped = (code: number, changes: Partial<Outreach> = {}) =>
    at12(answered, {
      outreach: [intent({ ...ready, notBefore: NOW + MINUTE }, { attempts: 1, putOff: putOff(code), ...changes })],
    });

  it('of a template names the message, one of the account does not', () => {
    expect(effectOf(stops(stopped(132015))[0])).toEqual({ type: 'reportStop', code: 132015, message: 'followUp' });
    expect(effectOf(stops(stopped(131042))[0])).toEqual({ type: 'reportStop', code: 131042 });
    expect(stops(stopped(131056))).toEqual([]);
  });

  it('is told at once and once for each attempt', () => {
    const [plan] = stops(stopped(132015));
    expect(plan?.at).toBe(NOW);
    const told = plan!.act().next as Live;
    expect(told.done).toEqual([...answered.done, 'stop:100-followUp-1-1:1']);
    expect(stops(told)).toEqual([]);
    expect(stops({ ...stopped(132015, { attempts: 2 }), done: told.done })).toHaveLength(1);
  });
});

describe('a follow-up that begins', () => {
  const due = at('Tue 11:00');

  it('F1 B9 asks for its turn when it is due, as the only one, or a minute ahead where many are due', () => {
    const [plan] = planned(at12(pending), 'followUp');
    expect(plan).toMatchObject({ at: due, due });
    const isDue = { ...at12(pending), asOf: due };
    expect(effectOf(planned(isDue, 'followUp')[0])).toMatchObject({ type: 'askTurn', direct: true });
    const others = { start: due - HOUR, end: due };
    const afterANight = at12(pending, {}, { quiet: [others] });
    expect(planned(afterANight, 'followUp')[0]).toMatchObject({ at: due - MINUTE, due });
    expect(effectOf(planned({ ...afterANight, asOf: due - MINUTE }, 'followUp')[0])).not.toHaveProperty('direct');
    const atOpening = at12(pending, {}, { office: [{ start: due, end: due + HOUR }] });
    expect(planned(atOpening, 'followUp')[0]).toMatchObject({ at: due - MINUTE, due });
    expect(planned({ ...at12(pending), rules: 9 }, 'followUp')[0]).toMatchObject({ at: due - MINUTE, due });
  });

  it('F1 is no second one while the first is on its way, and is one where another kind is', () => {
    const on = (kind: 'followUp' | 'reopening', progress: Progress) => {
      const it = intent(progress, { purpose: { kind, name: kind }, since: at('Mon 08:00') });
      return planned(at12(pending, { outreach: [it] }), 'followUp').length;
    };
    expect(on('followUp', ready)).toBe(0);
    expect(on('followUp', { state: 'dropped' })).toBe(1);
    expect(on('reopening', ready)).toBe(1);
  });

  it('rule 3 replaces a dropped intent of the same reason, and leaves the others', () => {
    const id = `100-followUp-${at('Mon 11:00')}-1`;
    const dropped = intent({ state: 'dropped' }, { id });
    const other = intent({ state: 'dropped' }, { id: 'other' });
    const then = { ...at12(pending, { outreach: [dropped, other] }), asOf: due - MINUTE };
    const { next, effect } = planned(then, 'followUp')[0]!.act();
    const { outreach } = next as Live;
    expect(outreach.map((it) => [it.id, it.progress.state])).toEqual([
      ['other', 'dropped'],
      [id, 'wanted'],
    ]);
    expect(outreach[1]).toEqual({
      ...dropped,
      since: due,
      progress: { state: 'wanted', notBefore: due - MINUTE },
      turn: {},
      asks: 1,
    });
    expect(effect).toMatchObject({ type: 'askTurn', request: { intentId: id, notBefore: due } });
  });

  it('F9 the second reminder has an id of its own', () => {
    const twice = withPolicy(pending, { followUp: { ...pending.truth.policy.followUp!, max: 2 } });
    const messages = [...pending.messages, sentBefore('Tue 11:00', 'followUp')];
    const then = { ...twice, messages, asOf: at('Wed 11:00') };
    const { next } = planned(then, 'followUp')[0]!.act();
    expect((next as Live).outreach.at(-1)).toMatchObject({
      id: `100-followUp-${at('Mon 11:00')}-2`,
      since: at('Wed 11:00'),
    });
  });

  it('H3 a reopening is named after the customer’s message', () => {
    const reopening = { ...waiting.truth.policy.reopening!, mode: 'automatic' as const };
    const saturday = stateOf(given(customer('last Sat 10:12')), 'last Sat 11:00');
    const [plan] = planned(withPolicy(saturday, { reopening }), 'reopening');
    expect(plan).toMatchObject({ at: at('Mon 08:59'), due: at('Mon 09:00') });
    expect((plan!.act().next as Live).outreach[0]).toMatchObject({
      id: `100-reopening-${at('last Sat 10:12')}`,
      message: 'reopening',
      purpose: { kind: 'reopening', name: 'reopening' },
    });
  });
});

describe('rule 8 an update', () => {
  const owed = at12(answered, { outreach: [intent(sent, { attempts: 1 })] });
  const [first] = planned(owed, 'update');

  it('is made at once, or when a failed one may be tried again', () => {
    expect(first).toMatchObject({ at: NOW });
    expect(planned({ ...owed, writeNotBefore: NOW + MINUTE }, 'update')[0]?.at).toBe(NOW + MINUTE);
    expect(planned({ ...owed, writeNotBefore: NOW - MINUTE }, 'update')[0]?.at).toBe(NOW);
  });

  it('about our own message needs no reading, except after a conflict', () => {
    const old = { ...owed, truth: { ...owed.truth, readAt: NOW - HOUR } };
    expect(effectOf(planned(old, 'update')[0])?.type).toBe('updateTicket');
    expect(effectOf(planned({ ...owed, outdated: true }, 'update')[0])?.type).toBe('readTruth');
  });

  it('on an old reading leaves out what that could make wrong', () => {
    const late = { by: 'agent', id: 'late', at: at('Tue 11:00') } as const;
    const both = { ...owed, asOf: at('Tue 12:00'), messages: [...owed.messages, late] };
    const kinds = (c: Live) => {
      const effect = effectOf(planned(c, 'update')[0]);
      return effect?.type === 'updateTicket' ? effect.update.notes.map(({ note }) => note.kind) : effect?.type;
    };
    expect(kinds({ ...both, truth: { ...both.truth, readAt: at('Tue 12:00') } })).toEqual(['sent', 'notDelivered']);
    expect(kinds(both)).toEqual(['sent']);
  });

  it('F10 the warning and U1 the solving wait for a failed update’s pause', () => {
    const early = { ...waiting, messages: waiting.messages.map((it) => ({ ...it, at: at('Mon 11:00') })) };
    const pause = at('Tue 09:30');
    expect(planned(at12(early), 'warning')[0]?.at).toBe(at('Tue 09:00'));
    expect(planned(at12(early, { writeNotBefore: pause }), 'warning')[0]?.at).toBe(pause);
    expect(planned(at12(early, { writeNotBefore: NOW }), 'warning')[0]?.at).toBe(at('Tue 09:00'));
    const then = at12(early, { asOf: at('Tue 09:00') }, { readAt: at('Tue 09:00') });
    expect(effectOf(planned(then, 'warning')[0])).toMatchObject({
      update: { notes: [{ note: { kind: 'windowClosing' } }] },
    });
  });

  it('U1 solves only on a fresh reading without a later hint', () => {
    const reminded = stateOf(asked.policy({ followUp: { solveAfterMs: 2 * DAY } }), 'Wed 12:00');
    const thursday = at('Thu 11:00');
    const then = { ...at12(reminded), asOf: thursday, truth: { ...reminded.truth, readAt: thursday } };
    const effects = (c: Live) => effectOf(planned(c, 'solve')[0])?.type;
    expect(planned(then, 'solve')[0]?.at).toBe(thursday);
    expect(planned({ ...then, writeNotBefore: thursday + MINUTE }, 'solve')[0]?.at).toBe(thursday + MINUTE);
    expect(effects(then)).toBe('updateTicket');
    expect(effects({ ...then, staleSince: thursday })).toBe('readTruth');
    expect(effects({ ...then, truth: { ...then.truth, readAt: thursday - MINUTE } })).toBe('readTruth');
  });
});

describe('rule 8 the display fields', () => {
  const shown = { shown: {} };
  const unshown = (changes: Partial<Live> = {}) =>
    withTicket({ ...at12(answered, changes), truth: { ...answered.truth, readAt: NOW - HOUR } }, shown);
  const display = (c: Live) => planned(c, 'display')[0];

  it('show an open window on what was heard, in runs that know the rule', () => {
    expect(effectOf(display(unshown()))?.type).toBe('updateTicket');
    const { frugal: _frugal, ...before } = unshown();
    expect(effectOf(display(before))?.type).toBe('readTruth');
  });

  it('are read for first after a conflict, after a failed update, and where the window has closed', () => {
    expect(effectOf(display(unshown({ outdated: true })))?.type).toBe('readTruth');
    expect(effectOf(display(unshown({ writeNotBefore: NOW })))?.type).toBe('readTruth');
    expect(effectOf(display(unshown({ asOf: at('Tue 09:00') })))?.type).toBe('readTruth');
  });

  it('wait for a failed update’s pause', () => {
    expect(display(unshown({ writeNotBefore: NOW + MINUTE }))?.at).toBe(NOW + MINUTE);
  });
});

describe('the end', () => {
  const ending = (ticket: Partial<Live['truth']['ticket']>) => planned(withTicket(at12(answered), ticket), 'end')[0];

  it('comes a week after the ticket was solved, and for no other', () => {
    const end = ending({ status: 'solved', statusSince: NOW });
    expect(end?.at).toBe(NOW + 7 * DAY);
    expect(end?.act()).toMatchObject({ next: { stage: 'ended', reason: 'solved for a week' } });
    expect(ending({ status: 'pending', statusSince: NOW })).toBeUndefined();
    const { statusSince: _since, ...ticket } = { ...answered.truth.ticket, status: 'solved' as const };
    expect(planned(at12(answered, {}, { ticket }), 'end')).toEqual([]);
  });
});

describe('P3 the note on the ticket that asked', () => {
  const theirs = { ...sentBefore('Mon 08:00', 'reopening'), ticketId: '200' };
  const answersOther = at12(waiting, { messages: [theirs, ...waiting.messages], done: [`answers:${theirs.sendId}`] });
  const notes = (c: Live) => planned(c, 'update');

  it('is written at once on a fresh reading, or after a failed update’s pause', () => {
    const [plan] = notes(answersOther);
    expect(plan?.at).toBe(NOW);
    expect(effectOf(plan)).toMatchObject({ update: { ticketId: '200', notes: [{ note: { otherTicketId: '100' } }] } });
    const pauses = { otherTicket: { since: NOW, times: 1, until: NOW + MINUTE } };
    expect(notes({ ...answersOther, pauses })[0]?.at).toBe(NOW + MINUTE);
    expect(notes({ ...answersOther, writeNotBefore: NOW + MINUTE })[0]?.at).toBe(NOW);
    expect(effectOf(notes({ ...answersOther, outdated: true })[0])?.type).toBe('readTruth');
  });
});

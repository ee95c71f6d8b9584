import { describe, expect, it } from 'vitest';
import { judgeSolving } from '../../workflows/core/solving';
import { nextAction } from '../../workflows/words';
import { agent, change, customer, given, hint, lost, macro, note, status } from '../support/given';
import { DAY, at } from '../support/madrid';

const asked = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const solveAfter = (days: number, max = 1) => ({ followUp: { solveAfterMs: days * DAY, max } });
const kinds = (story: { notes: { kind: string }[] }) => story.notes.map(({ kind }) => kind);
const verdict = (story: { conversation: unknown }) =>
  judgeSolving(story.conversation as Parameters<typeof judgeSolving>[0]);

describe('followUp.solveAfter', () => {
  it('U1 solves the ticket that long after the reminder, with a note, in one guarded update', () => {
    const story = given(...asked)
      .policy(solveAfter(2))
      .until('Sun 12:00');
    expect(story.status).toBe('solved');
    expect(story.notes).toEqual([note('Tue 11:00', 'sent'), note('Thu 11:00', 'solvedUnanswered')]);
    const { status: to, stamp } = story.world.log.writes.at(-1)!.update;
    expect([to, stamp]).toEqual(['solved', expect.stringMatching(/^v\d/)]);
  });

  it('U1 is off by default', () => {
    const story = given(...asked).until('Sun 12:00');
    expect(story.status).toBe('pending');
    expect(verdict(story)).toEqual({ none: 'it is off in the policy' });
  });

  it('U1 is the next action, and is said in words', () => {
    const story = given(...asked)
      .policy(solveAfter(2))
      .until('Wed 12:00');
    expect(nextAction(story.conversation!)).toMatchObject({ name: 'solve', at: at('Thu 11:00') });
  });

  it('U1 happens at night and on a Sunday too: nobody is written to', () => {
    const story = given(...asked)
      .policy({ followUp: { solveAfterMs: 4 * DAY + DAY / 2 } })
      .until('next Mon 12:00');
    expect(story.notes.at(-1)).toEqual(note('Sat 23:00', 'solvedUnanswered'));
  });

  it('U2 with max: 2 it counts from the second reminder, and is not due after the first', () => {
    const story = given(...asked)
      .policy(solveAfter(2, 2))
      .until('next Mon 12:00');
    expect(story.notes).toEqual([
      note('Tue 11:00', 'sent'),
      note('Wed 11:00', 'sent'),
      note('Fri 11:00', 'solvedUnanswered'),
    ]);
  });

  it('U2 with max: 2 and the window shorter than the pause it waits for the second', () => {
    const story = given(...asked)
      .policy({ followUp: { solveAfterMs: DAY / 4, max: 2 } })
      .until('next Mon 12:00');
    expect(story.notes.at(-1)).toEqual(note('Wed 17:00', 'solvedUnanswered'));
  });

  it("U3 the customer's answer ends it, also when its webhook was lost", () => {
    for (const answer of [customer('Thu 10:00'), lost(customer('Thu 10:00'))]) {
      const story = given(...asked, answer)
        .policy(solveAfter(2))
        .where({ zendeskReopens: false })
        .until('Sun 12:00');
      expect(story.status).toBe('open');
      expect(kinds(story)).not.toContain('solvedUnanswered');
    }
  });

  it.each([
    ['sets another status', status('Wed 10:00', 'hold')],
    ['writes to the customer, though it does not arrive', agent('Wed 10:00')],
    ['changes anything on the ticket', change('Wed 10:00', (w) => (w.changedByOthersAt = w.now))],
  ])('U4 an agent who %s ends it', (_what, happening) => {
    for (const act of [happening, lost(happening)]) {
      const story = given(...asked, act)
        .policy(solveAfter(2))
        .until('Sun 12:00');
      expect(story.status).not.toBe('solved');
      expect(kinds(story)).not.toContain('solvedUnanswered');
    }
  });

  it('U4 an agent who solves and opens it again is not overruled', () => {
    const again = given(...asked, status('Thu 12:00', 'pending'))
      .policy(solveAfter(2))
      .until('next Sun 12:00');
    expect(again.status).toBe('pending');
    expect(kinds(again).filter((it) => it === 'solvedUnanswered')).toHaveLength(1);
  });

  it('U4 what an agent does between the reading and the writing stands', () => {
    const story = given(...asked, lost(status('Thu 11:00:25', 'hold')))
      .policy(solveAfter(2))
      .where({ latencyMs: 20_000 })
      .until('Sun 12:00');
    expect(story.status).toBe('hold');
  });

  it.each([
    ['failed to arrive', [{ undelivered: 131026 } as const]],
    ['was refused', [{ refused: { reason: 'refused', code: 131026 } } as const]],
  ])('U5 a reminder that %s is none', (_what, sends) => {
    const story = given(...asked)
      .policy(solveAfter(2))
      .where({ sends })
      .until('next Sun 12:00');
    expect(story.status).toBe('pending');
  });

  it('U5 with max: 2 the second has to have arrived', () => {
    const sends = ['sent', { undelivered: 131026 }] as const;
    const story = given(...asked)
      .policy(solveAfter(2, 2))
      .where({ sends: [...sends] })
      .until('next Sun 12:00');
    expect(story.status).toBe('pending');
  });

  it('U5 an unknown one is none', () => {
    const story = given(...asked)
      .policy(solveAfter(2))
      .until('Wed 12:00');
    const c = story.conversation;
    if (c?.stage !== 'watching') throw new Error('it should be watched');
    const messages = c.messages.filter(({ by }) => by !== 'ventana');
    const outreach = c.outreach.map((it) => ({ ...it, progress: { state: 'unknown' as const } }));
    expect(judgeSolving({ ...c, messages, outreach })).toEqual({ none: 'the last reminder has not been sent' });
  });

  it('U5 nor is it solved where another message failed after it', () => {
    const story = given(...asked, macro('Wed 10:00', 'incident'))
      .policy(solveAfter(2))
      .where({ sends: ['sent', { undelivered: 131050 }] })
      .until('next Sun 12:00');
    expect(kinds(story)).toContain('sendFailed');
    expect(story.status).toBe('pending');
  });

  it('U6 any later message of ours starts the time again (rule 6)', () => {
    const story = given(...asked, macro('Wed 10:00', 'incident'))
      .policy(solveAfter(2))
      .until('next Sun 12:00');
    expect(story.notes.at(-1)).toEqual(note('Fri 10:00', 'solvedUnanswered'));
  });

  it('is not tried for ever when Zendesk refuses it', () => {
    const story = given(...asked, hint('Fri 12:00'))
      .policy(solveAfter(2))
      .where({ writes: ['written', 'written', 'written', ...Array.from({ length: 50 }, () => 'refused' as const)] })
      .until('next Sun 12:00');
    expect(story.status).toBe('pending');
    expect(story.decisions).toBeLessThan(60);
  });
});

import { describe, expect, it } from 'vitest';
import { type Happening, agent, customer, given, hint, note, status, template } from '../support/given';
import { SECOND } from '../support/madrid';

const asked: Happening[] = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const reminder = (time: string) => template(time, 'followUp');

describe('rule 12 and the end of a run', () => {
  it('rule 12 office hours are used as they came, holidays taken out', () => {
    const story = given(customer('Mon 13:00')).where({ holidays: ['2026-10-06'] });
    expect(story.until('Wed 12:00').notes).toEqual([note('Mon 17:27:43', 'windowClosing')]);
  });

  it('the end: solved for a week ends the run, saying so', () => {
    const story = given(...asked, status('Mon 12:00', 'solved'));
    expect(story.until('next Mon 11:59').conversation?.stage).toBe('watching');
    expect(story.until('next Mon 12:00').conversation).toMatchObject({ stage: 'ended', reason: 'solved for a week' });
  });

  it('the end: closed ends the run, saying so', () => {
    const story = given(...asked, status('Mon 12:00', 'closed')).until('Mon 12:01');
    expect(story.conversation).toMatchObject({ stage: 'ended', reason: 'closed' });
  });

  it('the end: a late event in the inbox awakens the run that has just ended', () => {
    const story = given(...asked, status('Mon 12:00', 'closed'), hint('Mon 12:00:01'));
    const { reads, conversation } = story.where({ latencyMs: 2 * SECOND }).until('Mon 13:00');
    expect(reads.slice(-2)).toEqual(['Mon 12:00:02', 'Mon 12:00:04']);
    expect(conversation).toMatchObject({ stage: 'ended', reason: 'closed' });
  });

  it('the end: pending again after a week remembers what was sent', () => {
    const story = given(...asked, status('Tue 12:00', 'solved'), status('next Wed 12:00', 'pending'));
    expect(story.until('next Sun 12:00').received).toEqual([reminder('Tue 11:00')]);
  });
});

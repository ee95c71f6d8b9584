import { describe, expect, it } from 'vitest';
import type { OutreachView, TicketView } from '../../../src/service/app/view';
import { type Asked, isOver, progressOf } from '../../src/follow';
import { exampleView } from '../support/zendesk';

const base = exampleView('reply-lost-and-held');
const asked: Asked = {
  name: 'incident',
  kind: 'proactive',
  at: 0,
  before: base.outreach.map(({ id }) => id),
  held: true,
};

const with_ = (part: Partial<OutreachView>): TicketView => {
  const [first] = base.outreach;
  if (!first) throw new Error('the example has no outreach');
  const made = { ...first, id: 'new', kind: 'proactive', name: 'incident', waitsFor: null, ...part } as const;
  return { ...base, requested: 'incident', outreach: [...base.outreach, made] };
};

describe('J32 what has become of a request', () => {
  it('J32 is asked for until Ventana is heard to know it', () => {
    expect(progressOf(asked, { ...base, requested: null })).toEqual({ step: 'asked' });
    expect(progressOf(asked, { ...base, requested: 'incident' })).toEqual({ step: 'underway' });
  });

  it.each([
    [{ state: 'waiting' }, 'underway', false],
    [{ state: 'sent', delivered: false }, 'sent', false],
    [{ state: 'sent', delivered: '2026-10-06T09:07:00.000Z' }, 'delivered', true],
    [{ state: 'sent', delivered: true }, 'delivered', true],
    [{ state: 'refused' }, 'ended', true],
    [{ state: 'failed' }, 'ended', true],
    [{ state: 'unknown' }, 'ended', true],
  ] as const)('J32 follows the message: %o is %s', (part, step, over) => {
    const progress = progressOf(asked, with_(part));
    expect(progress.step).toBe(step);
    expect(isOver(progress)).toBe(over);
  });

  it('J32 is not mistaken for an earlier message of the same name', () => {
    const earlier = with_({ state: 'sent', delivered: true });
    const known = { ...asked, before: earlier.outreach.map(({ id }) => id) };
    expect(progressOf(known, earlier).step).toBe('underway');
  });

  it('J32 of a rescue is also the words themselves', () => {
    const rescue = { ...asked, name: 'rescue', kind: 'rescue' } as const;
    expect(progressOf(rescue, with_({ kind: 'rescued', name: 'rescued', state: 'sent', delivered: true })).step).toBe(
      'delivered',
    );
  });

  it('J34 a silence is done when the ticket is silenced, and lifted when it is not', () => {
    const silence = { ...asked, name: 'silence', kind: 'switch' } as const;
    const silenced = { ...base, requested: null, silenced: { since: null } };
    expect(progressOf(silence, { ...base, requested: null }).step).toBe('asked');
    expect(progressOf(silence, silenced).step).toBe('done');
    expect(progressOf({ ...silence, name: 'unsilence' }, silenced).step).toBe('asked');
    expect(progressOf({ ...silence, name: 'unsilence' }, base).step).toBe('done');
  });
});

/** What becomes of the value in "WhatsApp action", where two requests are nearly the same (rows H7, P1-P6, rule 9). */
import { describe, expect, it } from 'vitest';
import type { Live, Outreach } from '../../workflows/core/conversation';
import { requestOf, takeRequest } from '../../workflows/core/requests';
import { sentBefore } from '../support/given';
import { DAY, HOUR } from '../support/madrid';
import { NOON, answered, intent, ready, waiting, withPolicy, withTicket, withTruth } from '../support/states';

const asks = (c: Live, name: string): Live => withTicket({ ...c, outreach: [] }, { action: { name, since: NOON } });
const taken = (c: Live): Outreach | undefined => takeRequest(c).outreach.at(-1);
const incident = { requested: true, purpose: { kind: 'proactive', name: 'incident' } } as const;

describe('rule 9 the intent of a request', () => {
  it('is the one that was asked for, by that name, at that time', () => {
    const found = (changes: Partial<Outreach>) =>
      requestOf({ ...asks(answered, 'incident'), outreach: [intent(ready, { ...incident, ...changes })] });
    expect(found({})).toBeDefined();
    expect(found({ requested: false })).toBeUndefined();
    expect(found({ purpose: { kind: 'proactive', name: 'other' } })).toBeUndefined();
    expect(found({ since: NOON - 1 })).toBeUndefined();
    expect(requestOf({ ...answered, outreach: [intent(ready, incident)] })).toBeUndefined();
  });

  it('names the message that the policy has for it', () => {
    const policy = { proactive: { incident: { message: 'service is down' } } };
    expect(taken(withPolicy(asks(answered, 'incident'), policy))).toEqual({
      id: `100-incident-${NOON}`,
      purpose: { kind: 'proactive', name: 'incident' },
      message: 'service is down',
      requested: true,
      since: NOON,
      rendition: 'template',
      attempts: 0,
      progress: { state: 'wanted', notBefore: NOON },
    });
  });

  it('of an action that the policy does not have is refused, under the action’s own name', () => {
    expect(taken(asks(answered, 'nothing'))).toMatchObject({
      purpose: { kind: 'proactive', name: 'nothing' },
      message: 'nothing',
      progress: { state: 'refused', note: { kind: 'unknownAction', action: 'nothing' } },
    });
  });

  it.each(['constructor', '__proto__', 'toString'])('G4 of an action called %s is unknown', (action) => {
    expect(taken(asks(answered, action))).toMatchObject({
      progress: { state: 'refused', note: { kind: 'unknownAction', action } },
    });
  });

  it('waits while the same message is on its way, and not for another or for one not yet attempted', () => {
    const beside = (changes: Partial<Outreach>) => {
      const other = intent(ready, { ...incident, since: NOON - HOUR, attempts: 1, ...changes });
      return takeRequest({ ...asks(answered, 'incident'), outreach: [other] }).outreach.length;
    };
    expect(beside({})).toBe(1);
    expect(beside({ purpose: { kind: 'proactive', name: 'other' } })).toBe(2);
    expect(beside({ attempts: 0 })).toBe(2);
    expect(beside({ progress: { state: 'dropped' } })).toBe(2);
  });
});

describe('P4, C1 a request that cannot be granted is refused at once', () => {
  const reason = (c: Live) => taken(c)?.progress;
  const refused = (why: string) => ({ state: 'refused', note: { kind: 'sendFailed', failure: { reason: why } } });

  it('the customer opted out, or has not consented', () => {
    expect(reason(withTruth(asks(answered, 'incident'), { optedOut: true }))).toMatchObject(refused('optedOut'));
    const required = withPolicy(asks(answered, 'incident'), { consentRequired: true });
    expect(reason(required)).toMatchObject(refused('noConsent'));
    expect(reason(withTruth(required, { optedIn: true }))).toMatchObject({ state: 'wanted' });
    expect(reason(withPolicy(asks(answered, 'reopening'), { consentRequired: true }))).toMatchObject({
      state: 'wanted',
    });
  });
});

describe('H7 the same message again', () => {
  const since = (c: Live, message: ReturnType<typeof sentBefore>) =>
    taken({ ...c, messages: [message] })?.progress.state;
  const named = (kind: 'followUp' | 'reopening' | 'proactive', name: string, time = 'Mon 10:00') => ({
    ...sentBefore(time, 'followUp'),
    purpose: { kind, name },
  });
  const both = { incident: { message: 'incident' }, followUp: { message: 'incident' } };
  const wants = (name: string) => withPolicy(asks(waiting, name), { proactive: both });

  it('is refused; one of another kind or name is not', () => {
    expect(since(wants('incident'), named('proactive', 'incident'))).toBe('refused');
    expect(since(wants('incident'), named('proactive', 'followUp'))).toBe('wanted');
    expect(since(wants('incident'), named('followUp', 'followUp'))).toBe('wanted');
    expect(since(wants('followUp'), named('followUp', 'followUp'))).toBe('wanted');
    expect(since(wants('reopening'), named('reopening', 'reopening'))).toBe('refused');
  });

  it('is allowed from 24 h on', () => {
    const earlier = (ms: number) => ({ ...named('proactive', 'incident'), at: NOON - ms });
    expect(since(wants('incident'), earlier(DAY - 1))).toBe('refused');
    expect(since(wants('incident'), earlier(DAY))).toBe('wanted');
  });

  it('is allowed where the first did not arrive', () => {
    const first = named('proactive', 'incident');
    const c = { ...wants('incident'), failures: { [first.id]: { reason: 'refused' } as const } };
    expect(since(c, first)).toBe('wanted');
  });
});

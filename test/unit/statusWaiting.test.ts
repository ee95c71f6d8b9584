import { describe, expect, it } from 'vitest';
import { waitingOf } from '../../src/reasons/waiting';
import type { Live, Outreach } from '../../workflows/core/conversation';
import { newTurns, type Turns, type Waiting } from '../../workflows/core/turns';

const NOW = Date.UTC(2026, 9, 6, 9);
const MINUTE = 60_000;
const rules = { perSecond: 1, limits: { templatesPerDay: 2, notificationsPerMonth: 5, whenReached: 'stop' as const } };
const c = { asOf: NOW, ticketId: '7' } as Live;

const intent = (more: Partial<Outreach> = {}): Outreach => ({
  ...{ id: 'own', purpose: { kind: 'followUp', name: 'followUp' }, message: 'followUp', requested: false, since: NOW },
  ...{ rendition: 'template', attempts: 0, progress: { state: 'waiting', since: NOW } },
  ...more,
});
const request = (intentId: string, customerLastAt: number, more: Partial<Waiting> = {}): Waiting => ({
  ...{ ticketId: '7', intentId, customerLastAt, notBefore: NOW, quiet: [], requested: false, message: 'followUp' },
  ...{ uses: 'template' as const, template: 'pendiente:es', expiresAt: NOW + 1e9, kind: 'k' },
  ...more,
});
const turns = (more: Partial<Turns>): Turns => ({ ...newTurns(rules, NOW), ...more });
const own = request('own', 5);

describe('V5 status says why a message is not sent yet:', () => {
  it('held by an error, since when, and when the next attempt comes', () => {
    const holds = [{ template: 'pendiente:es', code: 132015, probeAt: NOW + 3 * MINUTE }];
    const told = waitingOf(c, intent({ heldSince: NOW - MINUTE }), turns({ waiting: [own], holds }));
    expect(told).toMatchObject({ code: 'held', error: 132015, until: '2026-10-06T09:03:00.000Z' });
    expect(told?.words).toMatch(
      /^WhatsApp has stopped this template \(132015: .*\); held since 2026-10-06 08:59 UTC, next attempt .* 09:03 UTC$/,
    );
  });

  it('behind the hold that another ticket met, where the turns are not known', () => {
    const told = waitingOf(c, intent({ heldBehind: 132015, heldSince: NOW }), undefined);
    expect(told).toMatchObject({ code: 'held', error: 132015 });
    expect(told?.words).toMatch(/^held since 2026-10-06 09:00 UTC behind another ticket's message \(132015/);
  });

  it('the limit is reached: its place among the automatic, and when there is room', () => {
    const waiting = [request('agents', 1, { requested: true }), request('a', 1), request('b', 2), own];
    const templates = { used: 2, at: [[NOW - MINUTE, 2] as [number, number]] };
    expect(waitingOf(c, intent(), turns({ waiting, templates }))).toEqual({
      code: 'limit',
      words:
        'the limit of the policy is reached; room for the next at 2026-10-07 09:00 UTC; 2 automatic messages go first',
      todo: expect.stringMatching(/^Nothing is lost/) as string,
      until: '2026-10-07T09:00:00.000Z',
      ahead: 2,
    });
  });

  it('only others go first; quiet hours; a request that is still on its way', () => {
    expect(waitingOf(c, intent(), turns({ waiting: [request('a', 1), own] }))).toMatchObject({
      code: 'line',
      ahead: 1,
    });
    const quiet = [{ start: NOW - MINUTE, end: NOW + 60 * MINUTE }];
    expect(waitingOf(c, intent(), turns({ waiting: [{ ...own, quiet }] }))).toMatchObject({
      code: 'quietHours',
      until: '2026-10-06T10:00:00.000Z',
    });
    expect(waitingOf(c, intent(), turns({}))).toMatchObject({ code: 'turn' });
  });

  it('a vendor did not take it, WhatsApp rejected it, or its outcome is being found out', () => {
    const ready = { state: 'ready', notBefore: NOW + MINUTE } as const;
    const postponed = { since: NOW - MINUTE, times: 3 };
    expect(waitingOf(c, intent({ progress: ready, postponed }), undefined)).toMatchObject({
      code: 'retry',
      words: expect.stringMatching(
        /has not taken it since 2026-10-06 08:59 UTC; tried again at 2026-10-06 09:01 UTC/,
      ) as string,
    });
    const putOff = { since: NOW, times: 1, code: 131049 };
    expect(waitingOf(c, intent({ progress: ready, putOff }), undefined)).toMatchObject({
      code: 'retry',
      error: 131049,
    });
  });

  it('nothing, when it is over or goes now', () => {
    expect(waitingOf(c, intent({ progress: { state: 'sent', at: NOW, reference: 'x' } }), turns({}))).toBeUndefined();
    expect(waitingOf(c, intent({ progress: { state: 'ready', notBefore: NOW } }), turns({}))).toBeUndefined();
  });
});

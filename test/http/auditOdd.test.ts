/** Accounts with tickets that are not as most are. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit/report';
import { HOUR, MINUTE } from '../support/madrid';
import { orderOf, spanOf } from '../truth/order';
import { type PastAccount, pastAccount } from '../truth/pastAccount';

const order = orderOf(0, 1);
/** Wednesday, 10:00 in Madrid, after the account's own past. */
const DAY_10 = spanOf(order).end + 9 * HOUR;
const DAY = 24 * HOUR;

let account: PastAccount;
let report: Report;
const ids: Record<string, string> = {};

/** Each act at its time; they stand in this order. */
function play({ sandbox, clock }: PastAccount): void {
  const at = (time: number): void => void (clock.now = time);
  const person = (n: number) => sandbox.addCustomer({ name: 'Cliente', phone: `+3460033000${n}` });
  const [ana, bea, carla, dora, eva] = [person(1), person(2), person(3), person(4), person(5)];
  at(DAY_10);
  ids['restarted'] = sandbox.customerWrites(ana, 'Hola').ticketId;
  ids['kept'] = sandbox.customerWrites(bea, 'Hola').ticketId;
  ids['merged'] = sandbox.customerWrites(carla, 'Hola').ticketId;
  ids['gone'] = sandbox.customerWrites(dora, 'Hola').ticketId;
  ids['alone'] = sandbox.addTicket({ requester: eva, channel: 'whatsapp', subject: 'Sin conversación' });
  ids['mail'] = sandbox.addTicket({ requester: eva, channel: 'email', subject: 'Correo' });
  at(DAY_10 + HOUR);
  sandbox.agentReplies(ids['kept'], 'Hola');
  sandbox.agentSets(ids['kept'], 'solved');
  sandbox.mergeTicket(ids['merged'], ids['kept']);
  at(DAY_10 + DAY + HOUR);
  sandbox.agentEndsSession(ids['restarted']);
  at(DAY_10 + DAY + 2 * HOUR);
  ids['again'] = sandbox.customerWrites(ana, 'Hola otra vez').ticketId;
  at(DAY_10 + DAY + 2 * HOUR + 20 * MINUTE);
  sandbox.mergeTicket(ids['again'], ids['restarted']);
  at(DAY_10 + DAY + 3 * HOUR);
  sandbox.agentReplies(ids['restarted'], 'Hola');
  sandbox.agentSets(ids['restarted'], 'solved');
  at(DAY_10 + 5 * DAY);
}

beforeAll(async () => {
  account = await pastAccount(order);
  play(account);
  const { conversationId } = account.sandbox.ticket(ids['gone'] ?? '');
  const gone = { kind: 'respond', status: 404, body: { errors: [{ code: 'not_found' }] } } as const;
  account.sandbox.failRequests({ path: new RegExp(`${conversationId}/messages$`), times: 9, effect: gone });
  report = await account.audited('odd');
});
afterAll(() => account?.close());

const of = (name: string): string[] =>
  report.findings.filter(({ ticket }) => ticket === ids[name]).map(({ kind, at }) => `${kind} ${(at - DAY_10) / HOUR}`);
const firstReply = (name: string): number | undefined =>
  report.firstReplies.find(({ ticket }) => ticket === ids[name])?.hours;

describe('the audit of odd tickets', () => {
  it('Y39 reads all conversations of a ticket whose session was started anew: the first window closed on the customer', () => {
    expect(of('restarted')).toEqual(['closedOnWaiting 24']);
    expect(firstReply('restarted')).toBe(27);
  });

  it('Y39 what is said after a merge is of the ticket that took the conversation over', () => {
    expect(of('again')).toEqual([]);
    expect(firstReply('again')).toBeUndefined();
    expect(of('merged')).toEqual([]);
    expect(of('kept')).toEqual([]);
    expect(firstReply('kept')).toBe(1);
  });

  it('Y39 names tickets without a conversation, and those whose customer was deleted with it; other channels are none', () => {
    expect(report.unknown.map(({ id, why }) => [id, why])).toEqual([
      [ids['gone'], 'noMessages'],
      [ids['alone'], 'noConversation'],
    ]);
    expect(report.looked).toBe(7);
    expect(report.tickets).toBe(4);
  });
});

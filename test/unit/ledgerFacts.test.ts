/** What the activities tell the ledger. */
import { describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import type { LedgerFact } from '../../activities/ledger';
import { sendFacts } from '../../activities/ledgerOfSend';
import { outreachFacts, type ReadTicket, ticketFacts } from '../../activities/ledgerOfTruth';
import { updateFacts } from '../../activities/ledgerOfUpdate';
import type { SendOrder } from '../../activities/orders';
import type { Message, TicketStatus } from '../../activities/types';
import { reportFacts } from '../../src/service/receiver/internal/reportFacts';
import { DAY, HOUR, at } from '../support/madrid';

const customer = (when: number, more = {}): Message => ({ by: 'customer', id: `c${when}`, at: when, ...more });
const agent = (when: number): Message => ({ by: 'agent', id: `a${when}`, at: when });
const followUp = { kind: 'followUp', name: 'followUp' } as const;
const ours = (when: number, ticketId = '7', sendId = `7-followUp-${when}:template:1`): Message => ({
  ...{ by: 'ventana', id: `o${when}`, at: when, ticketId, sendId, purpose: followUp },
});
const MONDAY = at('Mon 09:00');
const read = (messages: Message[], more: Partial<ReadTicket> = {}): LedgerFact[] =>
  ticketFacts({
    ...{ ticketId: '7', readAt: MONDAY + 3 * DAY, createdAt: MONDAY, messages, history: {}, officeFrom: 0 },
    office: () => [{ start: MONDAY, end: MONDAY + 9 * HOUR }],
    ...more,
  });
const statuses = (status: 'open' | 'solved', when: number) => ({ statuses: [{ at: when, status }] });

describe('what a list says of our messages', () => {
  it('Y21 a message was answered by the first word after it, each of several that were not answered before', () => {
    const facts = outreachFacts('7', [ours(1), ours(2), customer(3), customer(4), ours(5)]);
    expect(facts).toMatchObject([{ sentAt: 1, answeredAt: 3 }, { sentAt: 2, answeredAt: 3 }, { sentAt: 5 }]);
    expect(facts[2]).not.toHaveProperty('answeredAt');
  });

  it('Y21 STOP opts out after the message whenever it comes, a word of replies only as the first', () => {
    const out = (...messages: Message[]) => outreachFacts('7', [ours(1), ...messages]);
    expect(out(customer(2), customer(3, { stop: true }))).toMatchObject([{ answeredAt: 2, optedOutAt: 3 }]);
    expect(out(customer(2, { stopIfReply: true }))).toMatchObject([{ optedOutAt: 2 }]);
    expect(out(customer(2), customer(3, { stopIfReply: true }))[0]).not.toHaveProperty('optedOutAt');
  });

  it('Y21 the messages of other tickets in the same conversation are theirs', () => {
    expect(outreachFacts('7', [ours(1, '6')])).toEqual([]);
  });

  it('Y25 words that went out again are of the reply, not an outreach', () => {
    const again = {
      ...ours(9, '7', '7-rescued-abc-1:text:2'),
      purpose: { kind: 'rescued', name: 'rescued' },
    } as Message;
    expect(outreachFacts('7', [again])).toEqual([
      { of: 'reply', ticketId: '7', messageId: 'abc-1', rescuedAt: 9, reference: 'o9' },
    ]);
  });
});

describe('what a send tells', () => {
  it('Y21 an earlier attempt that is found counts as what it was, not as the one that found it', () => {
    const order = {
      ticketId: '7',
      sendId: '7-a:template:3',
      purpose: followUp,
      message: 'followUp',
      rendition: 'template',
    };
    const deps = {
      now: () => 9,
      policy: { ticket: {}, messages: { followUp: { template: { category: 'utility' } } } },
    };
    const tell = (sendId: string) =>
      sendFacts(
        deps as unknown as Dependencies,
        { ...order, failedMessageIds: [] } as unknown as SendOrder,
        { type: 'sent', at: 5, sendId, messageId: 'm' },
        {},
      );
    expect(tell('7-a:text:1')).toMatchObject([{ sendId: '7-a:text:1', category: 'service', sentAt: 5 }]);
    expect(tell('7-a:template:3')).toMatchObject([{ category: 'utility' }]);
  });
});

describe('Y28 what the statuses of the ticket say of our messages', () => {
  const after = (...changes: [number, TicketStatus][]) =>
    outreachFacts(
      '7',
      [ours(10)],
      changes.map(([when, status]) => ({ at: when, status })),
    )[0];

  it('a message is followed by the first solving after it, and by the first status after that', () => {
    expect(after([5, 'pending'], [20, 'solved'], [30, 'open'], [40, 'solved'], [50, 'open'])).toMatchObject({
      solvedAt: 20,
      reopenedAt: 30,
    });
  });

  it('closing is no reopening, and a ticket that is closed at once is solved', () => {
    const closed = after([20, 'solved'], [30, 'closed']);
    expect(closed).toMatchObject({ solvedAt: 20 });
    expect(closed).not.toHaveProperty('reopenedAt');
    expect(after([20, 'closed'])).toMatchObject({ solvedAt: 20 });
  });

  it('a ticket that was solved before the message only, or never, is not solved after it', () => {
    for (const fact of [after([5, 'solved'], [6, 'pending']), after([5, 'solved']), after()]) {
      expect(fact).toMatchObject({ sentAt: 10 });
      expect(fact).not.toHaveProperty('solvedAt');
      expect(fact).not.toHaveProperty('reopenedAt');
    }
  });
});

describe('what a read says of the windows', () => {
  const closesAt = MONDAY + DAY;

  it('Y25 a window that closed on a waiting customer is lost, with its office time', () => {
    const window = { of: 'window', ticketId: '7', closesAt, owedBy: 'agent', result: 'lost', officeMs: 9 * HOUR };
    expect(read([customer(MONDAY)])).toEqual([{ ...window, readAt: MONDAY + 3 * DAY }]);
  });

  it('Y25 it is kept where an agent had replied, or the ticket was solved by then', () => {
    expect(read([customer(MONDAY), agent(MONDAY + 1)])).toMatchObject([{ owedBy: 'customer', result: 'kept' }]);
    const solved = { history: statuses('solved', MONDAY + 1) };
    expect(read([customer(MONDAY)], solved)).toMatchObject([{ owedBy: 'agent', result: 'kept' }]);
    const later = { history: statuses('solved', closesAt + 1) };
    expect(read([customer(MONDAY)], later)).toMatchObject([{ result: 'lost' }]);
  });

  it('Y25 a reply that failed, or that came before a message that was on its way, answers nothing', () => {
    const history = { undelivered: [`a${MONDAY + 1}`] };
    expect(read([customer(MONDAY), agent(MONDAY + 1)], { history })[0]).toMatchObject({ result: 'lost' });
    const onItsWay = customer(MONDAY, { arrivedAt: MONDAY + 2 });
    expect(read([onItsWay, agent(MONDAY + 1)])).toMatchObject([{ result: 'lost' }]);
  });

  it('Y25 there is none before it has closed, one for several words, none of before the ticket or unknown hours', () => {
    expect(read([customer(MONDAY)], { readAt: closesAt - 1 })).toEqual([]);
    expect(read([customer(MONDAY), customer(MONDAY + HOUR)])).toMatchObject([{ closesAt: closesAt + HOUR }]);
    expect(read([customer(MONDAY - 2 * DAY)])).toEqual([]);
    expect(read([customer(MONDAY)], { officeFrom: MONDAY + 1 })).toEqual([]);
  });

  it('Y25 the message that opened the ticket counts, also if it was on its way for hours', () => {
    const sentAt = MONDAY - 3 * HOUR;
    expect(read([customer(sentAt, { arrivedAt: MONDAY })])).toMatchObject([{ closesAt: sentAt + DAY, result: 'lost' }]);
  });

  it('Y25 the window of a solved ticket is written before it closes, as nobody may read the ticket again', () => {
    const readAt = MONDAY + 2 * HOUR;
    const solved = { readAt, history: statuses('solved', MONDAY + HOUR) };
    expect(read([customer(MONDAY)], solved)).toMatchObject([{ closesAt, owedBy: 'agent', result: 'kept', readAt }]);
    expect(read([customer(MONDAY)], { readAt, history: statuses('open', MONDAY + HOUR) })).toEqual([]);
  });

  it('Y25 one that the customer extended after the ticket was solved is neither kept nor lost', () => {
    const again = [customer(MONDAY), customer(MONDAY + 3 * HOUR)];
    expect(read(again, { history: statuses('solved', MONDAY + HOUR) })).toMatchObject([
      { closesAt, result: 'extended' },
      { closesAt: closesAt + 3 * HOUR, result: 'kept' },
    ]);
    expect(read(again, { history: statuses('solved', MONDAY + 4 * HOUR) })).toMatchObject([
      { closesAt: closesAt + 3 * HOUR },
    ]);
  });

  it("Y25 a reply that failed by the ticket's audits is a lost one, at the time when it was written", () => {
    const history = { undelivered: [`a${MONDAY + 1}`] };
    expect(read([customer(MONDAY), agent(MONDAY + 1)], { history })[1]).toMatchObject({
      ...{ of: 'reply', messageId: `a${MONDAY + 1}`, why: 'failed', at: MONDAY + 1 },
    });
  });

  it('Y25 a reply after the window is a lost one', () => {
    expect(read([customer(MONDAY), agent(closesAt), agent(MONDAY + 1)])).toMatchObject([
      { of: 'window', result: 'kept' },
      { of: 'reply', messageId: `a${closesAt}`, why: 'late', at: closesAt },
    ]);
  });
});

describe('what else is told', () => {
  it('Y25 the note on a reply that failed names it; a late one is known from the list', () => {
    const note = { kind: 'notDelivered', late: false, code: 131026 } as const;
    const late = { kind: 'notDelivered', late: true } as const;
    const notes = [
      { key: 'undelivered:abc', note },
      { key: 'late:def', note: late },
    ];
    expect(updateFacts({ ticketId: '7', notes }, 9)).toEqual([
      { of: 'reply', ticketId: '7', messageId: 'abc', at: 9, why: 'failed', code: 131026 },
    ]);
  });

  it('Y28 an update that solves the ticket says when; any other says nothing of it', () => {
    expect(updateFacts({ ticketId: '7', notes: [], status: 'solved' }, 9)).toEqual([
      { of: 'solved', ticketId: '7', at: 9 },
    ]);
    expect(updateFacts({ ticketId: '7', notes: [], status: 'open' }, 9)).toEqual([]);
  });

  it('Y21 a report that a message is on the phone, or failed, is told; one that WhatsApp has taken it is not', () => {
    const about = { id: '1', reference: 'm' };
    expect(reportFacts({ type: 'delivered', ...about, arrived: true, at: 5 }, 9)).toMatchObject([{ deliveredAt: 5 }]);
    expect(reportFacts({ type: 'delivered', ...about, arrived: true }, 9)).toMatchObject([{ deliveredAt: 9 }]);
    expect(reportFacts({ type: 'delivered', ...about }, 9)).toEqual([]);
    const failure = { reason: 'refused', code: 131026, detail: 'words' } as const;
    expect(reportFacts({ type: 'deliveryFailed', ...about, failure }, 9)).toEqual([
      { of: 'report', reference: 'm', failed: { at: 9, reason: 'refused', code: 131026 } },
    ]);
  });
});

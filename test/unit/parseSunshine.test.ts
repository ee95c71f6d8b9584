import { describe, expect, test } from 'vitest';
import { parseSunshine } from '../../src/vendors/sunshine/webhook';
import { fixture } from '../support/fixture';
import { first, parse, parsed } from '../support/parsedSunshine';

const sentAt = Date.parse('2026-11-20T15:14:27Z');
const createdAt = Date.parse('2026-11-20T15:14:29.834Z');
const conversationId = 'f52b01137aa6c250bc7251fa';

describe('a message', () => {
  test('of the customer has WhatsApp’s own time, and goes to whoever the metadata names', () => {
    expect(parsed('customer-message')).toEqual({
      kind: 'event',
      event: {
        type: 'messageSeen',
        id: '5f74a0d52b5315fc007e798a',
        message: {
          by: 'customer',
          id: '5f74c7d84a146f3abd72af1d',
          at: sentAt,
          arrivedAt: sentAt + 2_700,
          integrationId: '5ec69c6e12dda33be985cb1a',
        },
        conversationId,
        ownerTicketId: '35436',
        askedByTicketId: '35440',
      },
      named: ['35441', '35436', '35440'],
      lookup: { conversationId },
      at: createdAt,
      mayBeEarly: false,
    });
  });

  test.each([
    ['5', ['7']],
    ['6', ['5', '7']],
  ])('P10 is not routed to the conversation’s ticket when that has been closed: %s', (closed, named) => {
    const event = parsed('customer-message', (payload) => {
      payload.conversation = { id: conversationId, metadata: { ticketId: '5', askedBy: '7', closed } };
      payload.recentNotifications = [];
    });
    expect(event).toMatchObject({ named });
  });

  test('answers the last notification where the conversation does not say who asked', () => {
    const event = parsed('customer-message', (payload) => {
      payload.conversation = { id: conversationId };
      payload.recentNotifications = [
        { received: '2026-11-20T11:00:00.000Z', metadata: { ticketId: '2' } },
        { received: '2026-11-20T10:00:00.000Z', metadata: { ticketId: '1' } },
        'not a message',
      ];
    });
    expect(event).toMatchObject({ event: { askedByTicketId: '2' }, named: ['1', '2'] });
    expect(event).not.toHaveProperty('event.ownerTicketId');
  });

  test.each([
    [{ ticketId: 'abc' }],
    [{ ticketId: '' }],
    [{ ticketId: true }],
    [{ ticketId: -1 }],
    [{ ticketId: '1 or 2' }],
    [null],
    [[]],
    ['text'],
  ])('is not routed by metadata that is no ticket id: %j', (metadata) => {
    const event = parsed('customer-message', (payload) => {
      payload.conversation = { id: conversationId, metadata };
      payload.recentNotifications = [];
    });
    expect(event).toMatchObject({ kind: 'event', named: [], lookup: { conversationId } });
  });

  test('that is nothing but an opt-out keyword is marked; its text is nowhere', () => {
    const event = parsed('customer-message', ({ message }) => (message.content = { type: 'text', text: ' stop! ' }));
    expect(event).toMatchObject({ event: { message: { stop: true } } });
    expect(JSON.stringify(event)).not.toContain('stop!');
  });

  test('of ours goes to the ticket in its own metadata too', () => {
    const event = parsed('customer-message', (payload) => {
      payload.message.author = { type: 'business' };
      payload.message.metadata = { ticketId: '7', sendId: 'i:text:1', purpose: 'followUp' };
      payload.recentNotifications = [];
    });
    expect(event).toMatchObject({
      event: { message: { by: 'ventana', ticketId: '7' } },
      named: ['7', '35436', '35440'],
    });
  });

  test('of a bot is nobody’s', () => {
    const event = parsed(
      'customer-message',
      ({ message }) => (message.author = { type: 'business', subtypes: ['bot'] }),
    );
    expect(event.kind).toBe('ignored');
  });

  test('a tap on a button is the customer’s message', () => {
    expect(parsed('postback')).toMatchObject({
      event: { type: 'messageSeen', message: { by: 'customer', id: '5f74a0d52b5315fc007e798c', at: sentAt } },
      named: ['35436'],
    });
    const untimed = parsed('postback', (payload) => (payload.source = undefined));
    expect(untimed).toMatchObject({ event: { message: { at: createdAt } } });
  });

  test('D4 STOP on a button opts out, whatever the button shows and whichever way the tap comes', () => {
    const tapped = (content: unknown) => parsed('customer-message', ({ message }) => (message.content = content));
    const quickReply = tapped({ type: 'text', text: 'No más avisos', payload: 'STOP' });
    expect(quickReply).toMatchObject({ event: { message: { stop: true } } });
    const elsewhere = parsed('customer-message', ({ message }) => {
      message.content = { type: 'text', text: 'No más avisos' };
      message.payload = 'STOP';
    });
    expect(elsewhere).toMatchObject({ event: { message: { stop: true } } });
    const postback = parsed('postback', (payload) => (payload.postback = { payload: 'STOP' }));
    expect(postback).toMatchObject({ event: { message: { by: 'customer', stop: true } } });
    const shown = parsed('postback', (payload) => (payload.postback = { text: 'Stop', payload: 'button-7' }));
    expect(shown).toMatchObject({ event: { message: { stop: true } } });
    expect(JSON.stringify([quickReply, postback, shown])).not.toMatch(/avisos|button-7/);
  });

  test('D4 a button that says something else does not opt out', () => {
    const yes = { type: 'text', text: 'Sí', payload: 'YES' };
    expect(parsed('customer-message', ({ message }) => (message.content = yes))).not.toHaveProperty(
      'event.message.stop',
    );
    expect(parsed('postback')).not.toHaveProperty('event.message.stop');
  });

  test('D5 what comes without id or time is read by what is in it', () => {
    const now = Date.parse('2026-10-05T09:00:05Z');
    const tap = {
      type: 'conversation:postback',
      payload: { conversation: { id: 'c' }, postback: { payload: 'STOP' }, source: { type: 'whatsapp' } },
    };
    const message = {
      type: 'conversation:message',
      payload: {
        conversation: { id: 'c' },
        message: {
          id: 'm',
          received: '2026-10-05T09:00:00.000Z',
          author: { type: 'user', userId: 'u' },
          content: { type: 'text', text: 'No más avisos', payload: 'STOP' },
          source: { type: 'whatsapp' },
        },
      },
    };
    const read = parseSunshine({ events: [tap, message] }, ['STOP'], now);
    expect(read).toMatchObject({
      events: [
        { event: { id: `conversation:postback:c:${now}`, message: { by: 'customer', at: now, stop: true } } },
        { event: { id: 'conversation:message:m', message: { at: Date.parse('2026-10-05T09:00:00Z'), stop: true } } },
      ],
    });
    const later = parseSunshine({ events: [tap, message] }, ['STOP'], now + 1_000);
    expect(later).toMatchObject({
      events: [
        { event: { id: `conversation:postback:c:${now + 1_000}` } },
        { event: { id: 'conversation:message:m' } },
      ],
    });
  });
});

describe('a changed client', () => {
  test('whose status says that it is blocked, where no reason is given', () => {
    const change = { reason: undefined, client: { type: 'whatsapp', status: 'blocked' } };
    expect(parsed('client-blocked', (payload) => Object.assign(payload, change))).toMatchObject({
      event: { type: 'customerBlocked' },
    });
  });

  test('that blocked us', () => {
    expect(parsed('client-blocked')).toMatchObject({ event: { type: 'customerBlocked' }, named: ['35436'] });
  });

  test.each([
    ['another reason', { reason: 'confirmed' }],
    ['another channel', { client: { type: 'telegram' } }],
    ['no conversation', { conversation: undefined }],
    ['an unblocked client', { reason: 'unblocked', client: { type: 'whatsapp', status: 'active' } }],
  ])('is ignored: %s', (_name, change) => {
    expect(parsed('client-blocked', (payload) => Object.assign(payload, change)).kind).toBe('ignored');
  });
});

describe('what cannot be read', () => {
  test.each([[null], [[]], [{}], ['text'], [{ events: 'many' }], [{ trigger: 7 }]])('is no envelope: %j', (body) => {
    expect(parseSunshine(body, []).kind).toBe('unreadable');
  });

  test('a v1.1 body without its notification', () => {
    expect(parseSunshine({ trigger: 'notification:delivery:user' }, [])).toMatchObject({ kind: 'unreadable' });
  });

  test('a bad event names its field and spoils no other', () => {
    const body = fixture('sunshine/customer-message.json');
    const good = first(body);
    const noMessage = { ...good, payload: { conversation: { id: 'c' } } };
    const noConversation = { ...good, payload: { message: good.payload.message } };
    const kinds = parse({
      events: [7, { ...good, id: '' }, noMessage, noConversation, { ...good, createdAt: 'now' }, good],
    });
    expect(kinds.map((it) => it.kind)).toEqual([...Array<string>(5).fill('invalid'), 'event']);
    expect(kinds[3]).toMatchObject({ field: 'payload.conversation' });
  });

  test.each(['conversation:typing', 'switchboard:passControl', 'constructor'])('%s is unknown', (type) => {
    expect(parse({ events: [{ id: '1', createdAt: '2026-11-20T15:14:29.834Z', type }] })).toEqual([
      { kind: 'unknown', what: type },
    ]);
  });

  test('an event with a text where an id should be: it would stay in the history', () => {
    const long = parsed('customer-message', ({ message }) => (message['id'] = 'x'.repeat(5_000)));
    expect(long).toEqual({ kind: 'invalid', field: 'payload', message: 'expected ids, not text' });
  });

  test('more events than a body of real ones can hold', () => {
    const batch = (events: number) => parseSunshine({ events: Array.from({ length: events }, () => ({})) }, []).kind;
    expect([batch(2_000), batch(2_001)]).toEqual(['batch', 'unreadable']);
  });

  test('a v1.1 trigger that we do not use is unknown', () => {
    expect(parse({ trigger: 'message:appUser', messages: [] })).toEqual([{ kind: 'unknown', what: 'message:appUser' }]);
  });
});

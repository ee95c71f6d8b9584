import { describe, expect, test } from 'vitest';
import { fixture } from '../support/fixture';
import { first, parse, parsed } from '../support/parsedSunshine';

const conversationId = 'f52b01137aa6c250bc7251fa';

describe('a delivery report', () => {
  test('v2 failure: by message id, with Meta’s code', () => {
    expect(parsed('delivery-failure')).toMatchObject({
      event: {
        type: 'deliveryFailed',
        id: '5f74a0d52b5315fc007e798b',
        reference: '5f74be6256be263abf0ffd5f',
        conversationId,
        failure: { reason: 'refused', code: 131047 },
      },
      named: [],
      lookup: { conversationId },
      mayBeEarly: true,
    });
  });

  const report = (how: string, changes: object = {}) => {
    const body = fixture('sunshine/delivery-failure.json');
    Object.assign(first(body), { type: `conversation:message:delivery:${how}` });
    Object.assign(first(body).payload, changes);
    return parse(body)[0]!;
  };
  const named = { conversation: { id: conversationId, metadata: { ticketId: '100' } } };

  test('D7 v2 delivery:user: on the phone; nothing tells yet whose message it is, so it is passed on', () => {
    const event = { type: 'delivered', reference: '5f74be6256be263abf0ffd5f', arrived: true };
    expect(report('user')).toMatchObject({ event, named: [], mayBeEarly: true });
    expect(report('user', named)).toMatchObject({ event, named: ['100'], mayBeEarly: false });
  });

  test('D7 v2 delivery:user of a message whose metadata is not ours is not passed on', () => {
    const message = (metadata: object) => ({ ...named, message: { id: 'm', metadata } });
    expect(report('user', message({ '__zendesk_msg.agent.id': '7' })).kind).toBe('ignored');
    expect(report('user', message({ sendId: 's', ticketId: '101' }))).toMatchObject({ named: ['101', '100'] });
  });

  test('D7 v2 delivery:channel: WhatsApp has only taken it; worth an Action only where no ticket is named', () => {
    expect(report('channel')).toMatchObject({ event: { type: 'delivered', reference: '5f74be6256be263abf0ffd5f' } });
    expect(report('channel')).not.toHaveProperty('event.arrived');
    expect(report('channel', named)).toEqual({ kind: 'ignored', why: 'a successful delivery' });
  });

  test('D7 v1.1: only delivery:user has arrived', () => {
    const body = fixture('sunshine/notification-delivery-user.json') as object;
    expect(parse(body)[0]).toHaveProperty('event.arrived', true);
    expect(parse({ ...body, trigger: 'notification:delivery:channel' })[0]).not.toHaveProperty('event.arrived');
  });

  test.each(['ios', 'android', 'web', 'messenger'])('D1 about %s says nothing of WhatsApp', (type) => {
    const failure = parsed('delivery-failure', (payload) => (payload.destination = { type }));
    expect(failure.kind).toBe('ignored');
    const body = fixture('sunshine/delivery-failure.json');
    Object.assign(first(body), { type: 'conversation:message:delivery:user' });
    first(body).payload.destination = { type };
    expect(parse(body)[0]?.kind).toBe('ignored');
  });

  test.each([[undefined], [null], [{}], [{ type: 7 }], [{ type: 'WhatsApp' }]])(
    'D1 that names no other channel is taken for WhatsApp’s: %j',
    (destination) => {
      const failure = parsed('delivery-failure', (payload) => (payload.destination = destination));
      expect(failure).toMatchObject({ event: { type: 'deliveryFailed' }, mayBeEarly: true });
    },
  );

  test('D1 a push that found no phone is no failure of the message, as Sunshine sends it', () => {
    const event = {
      id: 'e1',
      createdAt: '2026-10-05T09:00:02.000Z',
      type: 'conversation:message:delivery:failure',
      payload: {
        conversation: { id: 'c', metadata: { ticketId: '100' } },
        destination: { type: 'ios' },
        message: { id: 'm1' },
        isFinalEvent: true,
        error: { code: 'uncategorized_error', message: 'no push token' },
      },
    };
    expect(parse({ events: [event] })).toEqual([{ kind: 'ignored', why: 'a delivery by another channel' }]);
  });

  test.each([
    [false, 'ignored'],
    [true, 'event'],
    [undefined, 'event'],
    ['no', 'event'],
  ])('D2 a failure counts unless Sunshine says that another report follows: final %j', (isFinalEvent, kind) => {
    expect(parsed('delivery-failure', (payload) => (payload.isFinalEvent = isFinalEvent)).kind).toBe(kind);
    const body = { ...fixture('sunshine/notification-delivery-user.json'), trigger: 'notification:delivery:failure' };
    expect(parse({ ...body, isFinalEvent })[0]?.kind).toBe(kind);
  });

  test('D3 a notification for which nobody was found has failed, whether or not it is called final', () => {
    const body = {
      trigger: 'notification:match:failure',
      app: { _id: 'app' },
      version: 'v1.1',
      timestamp: 1795187669.5,
      destination: { integrationId: 'i', destinationId: '34600111222' },
      notification: { _id: 'n1' },
      isFinalEvent: false,
      error: { code: 'bad_request', message: 'No match' },
    };
    expect(parse(body)).toMatchObject([
      { event: { type: 'deliveryFailed', reference: 'n1', failure: { reason: 'nobodyFound' } } },
    ]);
    expect(JSON.stringify(parse(body))).not.toContain('34600111222');
    const withReason = { ...body, error: { underlyingError: { code: 131026 } } };
    expect(parse(withReason)).toMatchObject([{ event: { failure: { reason: 'refused', code: 131026 } } }]);
  });

  test('v1.1: by notification id; notification and trigger together are its identity', () => {
    expect(parse(fixture('sunshine/notification-delivery-user.json'))).toEqual([
      {
        kind: 'event',
        event: {
          type: 'delivered',
          id: 'a24f5616-0f03-4903-997c-ea4fabdcb973:notification:delivery:user',
          reference: 'a24f5616-0f03-4903-997c-ea4fabdcb973',
          conversationId: '7ad750130c88d9655e1c09a2',
          arrived: true,
          at: 1795187669549,
        },
        named: [],
        lookup: { notificationId: 'a24f5616-0f03-4903-997c-ea4fabdcb973' },
        at: 1795187669549,
        mayBeEarly: true,
      },
    ]);
  });

  test('v1.1 failure, before any conversation, and with our metadata should it come back', () => {
    const body = {
      ...fixture('sunshine/notification-delivery-user.json'),
      trigger: 'notification:delivery:failure',
      metadata: { ticketId: '35436', sendId: 'i:template:1' },
      matchResult: null,
      error: { code: 'bad_request', underlyingError: { code: 131026 } },
    };
    const [event] = parse(body);
    expect(event).toMatchObject({
      event: { type: 'deliveryFailed', sendId: 'i:template:1', failure: { code: 131026 } },
      named: ['35436'],
    });
    expect(event).not.toHaveProperty('event.conversationId');
  });
});

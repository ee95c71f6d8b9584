import { describe, expect, test } from 'vitest';
import { fixture, fixtureText, sunshineFixture as batch } from '../support/fixture';
import { NOW, SUNSHINE_SECRET, testReceiver, ZENDESK_SECRET } from '../support/receiver';

const pending = { event: 'status_changed', ticket_id: '35436', status: 'pending' };

test('README example: a signed webhook of Zendesk reaches its ticket', async () => {
  const { zendesk, tickets } = testReceiver();
  const body = fixtureText('zendesk/trigger-status-changed.json');

  const answer = await zendesk(body, { 'x-zendesk-webhook-invocation-id': '8350205582' });

  expect(answer.statusCode).toBe(200);
  const id = expect.stringMatching(/^[0-9a-f]{32}$/) as string;
  expect(tickets.taken).toEqual([{ ticketId: '35436', event: { type: 'statusChanged', id, status: 'pending' } }]);
});

describe('Zendesk', () => {
  test('the event form: by its own id, whatever the invocation', async () => {
    const { zendesk, tickets } = testReceiver();
    const body = fixtureText('zendesk/event-message-added.json');
    expect((await zendesk(body, { 'x-zendesk-webhook-invocation-id': '1' })).statusCode).toBe(200);
    expect(tickets.taken).toEqual([
      { ticketId: '35436', event: { type: 'messageAdded', id: '01JQMQH83YNAKWSWJ8B1QH2NSD', byCustomer: true } },
    ]);
  });

  test('two equal bodies, signed at different times, are two events', async () => {
    const { zendesk, tickets } = testReceiver();
    await zendesk(pending);
    await zendesk(pending, {}, new Date(NOW + 1_000).toISOString());
    expect(new Set(tickets.taken.map(({ event }) => event.id)).size).toBe(2);
  });

  test('G40 300 replays of one signed webhook with made-up invocation ids are one event', async () => {
    const { zendesk, tickets } = testReceiver();
    for (let n = 0; n < 300; n += 1) await zendesk(pending, { 'x-zendesk-webhook-invocation-id': `made-up-${n}` });
    expect(tickets.taken).toHaveLength(1);
  });

  test('G40 replays are the same event to the run as well, when another process takes them', async () => {
    const [one, other] = [testReceiver(), testReceiver()];
    await one.zendesk(pending, { 'x-zendesk-webhook-invocation-id': '1' });
    await other.zendesk(pending, { 'x-zendesk-webhook-invocation-id': '2' });
    expect(other.tickets.taken).toEqual(one.tickets.taken);
  });

  test('G40 a made-up invocation id keeps no genuine event out', async () => {
    const { zendesk, tickets } = testReceiver();
    const guessed = { 'x-zendesk-webhook-invocation-id': '8350205582' };
    await zendesk(pending, guessed);
    await zendesk({ ...pending, status: 'solved' }, guessed);
    expect(tickets.taken).toHaveLength(2);
  });

  test('an event that starts nothing, for a ticket without a run: 204', async () => {
    const { zendesk, tickets } = testReceiver();
    expect((await zendesk({ ...pending, status: 'solved' })).statusCode).toBe(204);
    expect(tickets.taken).toEqual([]);
  });

  test('while secrets are rotated, old and new are good', async () => {
    const secrets = { zendesk: ['new', ZENDESK_SECRET], sunshine: ['new', SUNSHINE_SECRET] };
    const { zendesk, sunshine } = testReceiver({ secrets });
    expect((await zendesk(pending)).statusCode).toBe(200);
    expect((await sunshine(batch('customer-message'))).statusCode).toBe(200);
  });
});

describe('Sunshine', () => {
  test('a customer’s message goes to every ticket that the metadata names', async () => {
    const { sunshine, tickets } = testReceiver();
    expect((await sunshine(batch('customer-message'))).statusCode).toBe(200);
    expect(tickets.taken.map(({ ticketId }) => ticketId).sort()).toEqual(['35436', '35440', '35441']);
    expect(tickets.taken[0]?.event).toMatchObject({ ownerTicketId: '35436', askedByTicketId: '35440' });
  });

  test('where the metadata names nobody, visibility is asked', async () => {
    const { sunshine, tickets, logged } = testReceiver();
    tickets.runs.add('35436');
    tickets.found.set('f52b01137aa6c250bc7251fa', ['35436']);
    expect((await sunshine(batch('delivery-failure'))).statusCode).toBe(200);
    expect(tickets.taken).toMatchObject([{ ticketId: '35436', event: { type: 'deliveryFailed' } }]);
    const told = { level: 'warn', msg: 'a message was not delivered', ticketId: '35436', code: 131047 };
    expect(JSON.parse(logged())).toMatchObject(told);
  });

  test('a v1.1 report finds its ticket by the notification', async () => {
    const { sunshine, tickets } = testReceiver();
    tickets.runs.add('35436');
    tickets.found.set('a24f5616-0f03-4903-997c-ea4fabdcb973', ['35436']);
    expect((await sunshine(fixture('sunshine/notification-delivery-user.json'))).statusCode).toBe(200);
    expect(tickets.taken).toMatchObject([{ ticketId: '35436', event: { type: 'delivered' } }]);
  });

  test('a message that belongs to no ticket is dropped', async () => {
    const { sunshine, tickets } = testReceiver();
    const body = batch('postback');
    (body.events[0]!.payload as { conversation: object }).conversation = { id: 'unheard-of' };
    expect((await sunshine(body)).statusCode).toBe(204);
    expect(tickets.taken).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { parseZendesk } from '../../src/vendors/zendesk/webhook';
import { fixture } from '../support/fixture';

const eventForm = (type: string, changes: Record<string, unknown> = {}) => ({
  id: '01JQMQH83YNAKWSWJ8B1QH2NSC',
  type: `zen:event-type:${type}`,
  detail: { id: '35436' },
  ...changes,
});
const id = '01JQMQH83YNAKWSWJ8B1QH2NSC';

describe('the trigger form', () => {
  test.each([
    [
      { event: 'ticket_created', ticket_id: '35436' },
      { type: 'ticketCreated', id: 'inv-1' },
    ],
    [
      { event: 'status_changed', ticket_id: 35436, status: 'Pending' },
      { type: 'statusChanged', id: 'inv-1', status: 'pending' },
    ],
    [
      { event: 'action_requested', ticket_id: '35436', action: 'incident', agent_id: '' },
      { type: 'actionRequested', id: 'inv-1', action: 'incident', agentWaits: true },
    ],
    [
      { event: 'action_requested', ticket_id: '35436', action: 'whatsapp_action_reopening' },
      { type: 'actionRequested', id: 'inv-1', action: 'reopening', agentWaits: true },
    ],
  ])('%j', (body, event) => {
    expect(parseZendesk(body, 'inv-1')).toEqual({ kind: 'event', ticketId: '35436', event });
  });

  test.each([
    ['ticket_id', { event: 'ticket_created' }],
    ['ticket_id', { event: 'ticket_created', ticket_id: '' }],
    ['ticket_id', { event: 'ticket_created', ticket_id: '35436; drop' }],
    ['ticket_id', { event: 'ticket_created', ticket_id: 35436.5 }],
    ['ticket_id', { event: 'ticket_created', ticket_id: ['35436'] }],
    ['status', { event: 'status_changed', ticket_id: '35436' }],
    ['status', { event: 'status_changed', ticket_id: '35436', status: 'asleep' }],
    ['action', { event: 'action_requested', ticket_id: '35436', action: ' ' }],
  ])('names the field that is wrong: %s in %j', (field, body) => {
    expect(parseZendesk(body, 'inv-1')).toMatchObject({ kind: 'invalid', field });
  });

  test.each([
    [null],
    [[]],
    ['text'],
    [7],
    [{}],
    [{ event: 'constructor' }],
    [{ event: { deep: true } }],
    [{ type: 'toString' }],
  ])('does not know %j', (body) => {
    expect(parseZendesk(body, 'inv-1').kind).toBe('unknown');
  });
});

describe('the event form', () => {
  test.each([
    ['zendesk/event-status-changed.json', { type: 'statusChanged', status: 'pending' }],
    ['zendesk/event-message-added.json', { type: 'messageAdded', byCustomer: true }],
    ['zendesk/event-custom-field-changed.json', { type: 'actionRequested', action: 'reopening', agentWaits: true }],
  ])('a real payload, by its own id: %s', (name, event) => {
    const body = fixture(name);
    expect(parseZendesk(body, 'inv-1')).toEqual({ kind: 'event', ticketId: '35436', event: { ...event, id: body.id } });
  });

  test.each(['WhatsApp', 'native_messaging', 'sunshine_conversations_api'])('a ticket created by %s', (channel) => {
    const body = eventForm('ticket.created', { detail: { id: 35436, via: { channel } } });
    expect(parseZendesk(body, '-')).toEqual({ kind: 'event', ticketId: '35436', event: { type: 'ticketCreated', id } });
  });

  test('a ticket created by mail is ignored', () => {
    const body = eventForm('ticket.created', { detail: { id: '35436', via: { channel: 'email' } } });
    expect(parseZendesk(body, '-').kind).toBe('ignored');
  });

  test.each(['agent', 'system', 'trigger'])('a message by %s is not the customer’s', (type) => {
    const body = eventForm('messaging_ticket.message_added', { event: { actor: { type } } });
    expect(parseZendesk(body, '-')).toMatchObject({ event: { type: 'messageAdded', byCustomer: false } });
  });

  test.each([
    ['ticket.merged', { event: { target_ticket_id: 35437 } }, { type: 'ticketMerged', id, intoTicketId: '35437' }],
    ['ticket.merged', {}, { type: 'ticketMerged', id }],
    ['ticket.soft_deleted', {}, { type: 'ticketDeleted', id }],
    ['ticket.permanently_deleted', {}, { type: 'ticketDeleted', id }],
    ['ticket.status_changed', { event: { current: 'On-hold' } }, { type: 'statusChanged', id, status: 'hold' }],
  ])('%s %j', (type, changes, event) => {
    expect(parseZendesk(eventForm(type, changes), '-')).toEqual({ kind: 'event', ticketId: '35436', event });
  });

  describe('a custom field', () => {
    const changed = (title: unknown, current: unknown) =>
      parseZendesk(eventForm('ticket.custom_field_changed', { event: { custom_field: { title }, current } }), '-');

    test('"WhatsApp action", as text or as a value in an object, is a request', () => {
      const event = { type: 'actionRequested', id, action: 'incident', agentWaits: true };
      expect(changed('WhatsApp action', 'whatsapp_action_incident')).toMatchObject({ event });
      expect(changed('WhatsApp action', { value: 'whatsapp_action_incident' })).toMatchObject({ event });
    });

    test.each([[null], [undefined], [''], [{ value: null }], ['something_else'], ['whatsapp_action_']])(
      'that holds no action asks for nothing: %j',
      (current) => {
        expect(changed('WhatsApp action', current).kind).toBe('ignored');
      },
    );

    test.each([['Order number'], [undefined], [7]])('of another title is ignored, whatever its value: %j', (title) => {
      expect(changed(title, { value: ['whatsapp_action_reopening', true] }).kind).toBe('ignored');
    });

    test('of any title is a request by its value: administrators may rename it', () => {
      expect(changed('Lo que pide el agente', 'whatsapp_action_incident')).toMatchObject({ kind: 'event' });
    });

    test.each([[7], [true], [['a']]])('with a value of another kind is not ours: %j', (current) => {
      expect(changed('WhatsApp action', current).kind).toBe('ignored');
    });
  });

  test.each([
    ['id', { ...eventForm('ticket.soft_deleted'), id: undefined }],
    ['detail.id', eventForm('ticket.soft_deleted', { detail: {} })],
    ['detail', eventForm('ticket.soft_deleted', { detail: undefined })],
    ['detail.via', eventForm('ticket.created')],
    ['event.current', eventForm('ticket.status_changed', { event: {} })],
    ['event.actor', eventForm('messaging_ticket.message_added', { event: {} })],
  ])('names the field that is wrong: %s', (field, body) => {
    expect(parseZendesk(body, '-')).toMatchObject({ kind: 'invalid', field });
  });
});

import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRig, type Rig } from './sandbox.rig';

let rig: Rig;
let webhook: { id: string; secret: string };
beforeEach(async () => {
  rig = await startRig({ seed: 'none' });
  webhook = await makeWebhook(['conditional_ticket_events']);
});
afterEach(() => rig.stop());

async function makeWebhook(subscriptions: string[]): Promise<{ id: string; secret: string }> {
  const { json } = await rig.call<{ webhook: { id: string; signing_secret: { secret: string } } }>(
    'POST',
    '/api/v2/webhooks',
    {
      webhook: {
        name: 'Ventana',
        status: 'active',
        endpoint: `${rig.receiver}/webhooks/made`,
        http_method: 'POST',
        request_format: 'json',
        subscriptions,
        authentication: { type: 'api_key', add_position: 'header', data: { name: 'X-Key', value: 'k' } },
        custom_headers: { 'x-env': 'test' },
      },
    },
  );
  return { id: json.webhook.id, secret: json.webhook.signing_secret.secret };
}

type Condition = [field: string, operator: string, value?: string | null];

interface Rule {
  all?: Condition[];
  any?: Condition[];
  body?: string;
  active?: boolean;
  position?: number;
}

async function trigger(title: string, { all = [], any = [], body, active, position }: Rule): Promise<void> {
  const conditions = (given: Condition[]) =>
    given.map(([field, operator, value = null]) => ({ field, operator, value }));
  const action = {
    field: 'notification_webhook',
    value: [webhook.id, body ?? JSON.stringify({ event: title, id: '{{ticket.id}}' })],
  };
  const made = await rig.call('POST', '/api/v2/triggers', {
    trigger: { title, active, position, conditions: { all: conditions(all), any: conditions(any) }, actions: [action] },
  });
  expect(made.status).toBe(201);
}

async function actionField(): Promise<number> {
  const { json } = await rig.call<{ ticket_field: { id: number } }>('POST', '/api/v2/ticket_fields', {
    ticket_field: {
      type: 'tagger',
      title: 'WhatsApp action',
      custom_field_options: ['reopening', 'incident'].map((it) => ({ name: it, value: `whatsapp_action_${it}` })),
    },
  });
  return json.ticket_field.id;
}

/** The events told since the last time, sorted: they travel side by side. */
async function told(): Promise<string[]> {
  await rig.sandbox.settled();
  return rig.heard
    .splice(0)
    .map(({ body }) => String(body.event))
    .sort();
}

const byApi = (ticketId: string, ticket: object) => rig.call('PUT', `/api/v2/tickets/${ticketId}`, { ticket });

describe('a trigger’s webhook', () => {
  it('goes to its own endpoint, signed with its own secret, with its own headers', async () => {
    const body = '{"event":"created","id":"{{ticket.id}}","by":"{{current_user.id}}","status":"{{ticket.status}}"}';
    await trigger('created', { all: [['update_type', 'is', 'Create']], body });
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    await rig.sandbox.settled();

    const [heard] = rig.heard;
    const expected = { event: 'created', id: ticketId, by: rig.maria.id, status: 'New' };
    expect(heard).toMatchObject({ path: '/webhooks/made', body: expected });
    const headers = heard?.headers ?? {};
    const signed = `${String(headers['x-zendesk-webhook-signature-timestamp'])}${JSON.stringify(expected)}`;
    expect(headers).toMatchObject({
      'x-zendesk-webhook-id': webhook.id,
      'x-zendesk-webhook-signature': createHmac('sha256', webhook.secret).update(signed).digest('base64'),
      'x-key': 'k',
      'x-env': 'test',
    });
  });

  it('is posted again after a 409, and its attempts can be read', async () => {
    await trigger('created', { all: [['update_type', 'is', 'Create']] });
    rig.answers.push(409, 500);
    rig.sandbox.customerWrites(rig.maria, 'hola');
    expect(await told()).toEqual(['created', 'created']);
    const path = `/api/v2/webhooks/${webhook.id}/invocations`;
    const { invocations } = (await rig.call<{ invocations: { id: string; status: string }[] }>('GET', path)).json;
    expect(invocations.map(({ status }) => status)).toEqual(['server error']);
    const { json } = await rig.call('GET', `${path}/${invocations[0]?.id}/attempts`);
    expect(json).toMatchObject({ attempts: [{ status_code: 409 }, { status_code: 500 }] });
  });

  it('stays silent while the webhook is inactive or its circuit is broken', async () => {
    await trigger('created', { all: [['update_type', 'is', 'Create']] });
    rig.sandbox.plant({ kind: 'webhook', name: 'Ventana', status: 'inactive' });
    rig.sandbox.customerWrites(rig.maria, 'hola');
    rig.sandbox.plant({ kind: 'webhook', name: 'Ventana', status: 'circuitBroken' });
    rig.sandbox.addTicket({ requester: rig.maria, channel: 'email', subject: 'otro' });
    expect(await told()).toEqual([]);
    const { json } = await rig.call<{ invocations: unknown[] }>('GET', `/api/v2/webhooks/${webhook.id}/invocations`);
    expect(json.invocations).toHaveLength(11);
  });

  it('breaks its JSON on a quotation mark in a placeholder, as Zendesk’s does', async () => {
    await trigger('noted', {
      all: [['comment_is_public', 'is', 'false']],
      body: '{"note":"{{ticket.latest_comment}}"}',
    });
    const id = rig.sandbox.addTicket({ requester: rig.maria, channel: 'email', subject: 'pedido' });
    await byApi(id, { comment: { body: 'dijo "sí"', public: false } });
    await rig.sandbox.settled();
    expect(rig.sandbox.webhooks()).toMatchObject([{ event: 'noted', body: '{"note":"dijo "sí""}' }]);
  });
});

describe('a trigger', () => {
  it('looks at the change: to, from, and only where there was one', async () => {
    await trigger('to pending', { all: [['status', 'value', 'pending']] });
    await trigger('from pending', {
      all: [
        ['update_type', 'is', 'Change'],
        ['status', 'value_previous', 'pending'],
      ],
    });
    await trigger('less than solved', {
      all: [
        ['status', 'less_than', 'solved'],
        ['status', 'changed'],
      ],
    });
    const id = rig.sandbox.addTicket({ requester: rig.maria, channel: 'email', subject: 'pedido' });
    expect(await told()).toEqual(['less than solved']);
    rig.sandbox.agentSets(id, 'pending');
    expect(await told()).toEqual(['less than solved', 'to pending']);
    await byApi(id, { comment: { body: 'nota', public: false } });
    expect(await told()).toEqual([]);
    rig.sandbox.agentSets(id, 'solved');
    expect(await told()).toEqual(['from pending']);
  });

  it('is guarded against the API, or against one user, only where it says so', async () => {
    await trigger('whoever', { all: [['status', 'changed']] });
    await trigger('not by API', {
      all: [
        ['status', 'changed'],
        ['current_via_id', 'is_not', '5'],
      ],
    });
    await trigger('not by us', {
      all: [
        ['status', 'changed'],
        ['role', 'is_not', '900'],
      ],
    });
    await trigger('by an end user', {
      all: [
        ['status', 'changed'],
        ['role', 'is', 'end_user'],
      ],
    });
    const id = rig.sandbox.addTicket({ requester: rig.maria, channel: 'web', subject: 'pedido' });
    expect(await told()).toEqual(['by an end user', 'not by API', 'not by us', 'whoever']);
    await byApi(id, { status: 'pending' });
    expect(await told()).toEqual(['whoever']);
    rig.sandbox.agentSets(id, 'open');
    expect(await told()).toEqual(['not by API', 'not by us', 'whoever']);
  });

  it('knows the channel, tags, comments, and any of several conditions', async () => {
    await trigger('WhatsApp', { all: [['via_id', 'is', '74']] });
    await trigger('vip', {
      all: [
        ['current_tags', 'includes', 'vip gold'],
        ['update_type', 'is', 'Change'],
      ],
    });
    await trigger('either', {
      any: [
        ['comment_is_public', 'is', 'not_relevant'],
        ['status', 'value', 'solved'],
      ],
    });
    const id = rig.sandbox.addTicket({ requester: rig.maria, channel: 'email', subject: 'pedido' });
    expect(await told()).toEqual([]);
    await byApi(id, { additional_tags: ['gold'] });
    expect(await told()).toEqual(['vip']);
    await byApi(id, { comment: { body: 'nota', public: false } });
    expect(await told()).toEqual(['either', 'vip']);
    rig.sandbox.customerWrites(rig.maria, 'hola');
    expect(await told()).toEqual(['WhatsApp']);
  });

  it('runs in its place, and not while it is inactive', async () => {
    const all: Condition[] = [['update_type', 'is', 'Create']];
    await trigger('second', { all, position: 2 });
    await trigger('first', { all, position: 1 });
    await trigger('never', { all, active: false });
    // A dropped webhook is noted when it would leave, so that the order shows.
    rig.sandbox.failWebhooks({ times: 2, effect: { kind: 'drop' } });
    rig.sandbox.customerWrites(rig.maria, 'hola');
    expect(rig.sandbox.webhooks().map(({ event }) => event)).toEqual(['first', 'second']);
    rig.sandbox.plant({ kind: 'trigger', title: 'first', status: 'missing' });
    rig.sandbox.plant({
      kind: 'triggerChanged',
      title: 'second',
      change: { conditions: { all: [{ field: 'via_id', operator: 'is', value: '4' }], any: [] } },
    });
    rig.sandbox.addTicket({ requester: rig.maria, channel: 'web', subject: 'pedido' });
    expect(await told()).toEqual([]);
  });

  it('hears of the macro that an agent applied, by the field that the macro sets', async () => {
    const id = await actionField();
    const field = `custom_fields_${id}`;
    await trigger('reopening', {
      all: [
        [field, 'value', 'whatsapp_action_reopening'],
        ['current_via_id', 'is_not', '5'],
      ],
    });
    await trigger('set', { all: [[field, 'present']] });
    const actions = [
      { field, value: 'whatsapp_action_reopening' },
      { field: 'comment_value', value: 'Reabrimos.' },
      { field: 'comment_mode_is_public', value: false },
      { field: 'status', value: 'open' },
    ];
    await rig.call('POST', '/api/v2/macros', { macro: { title: 'Reabrir', actions } });
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    rig.sandbox.agentAppliesMacro(ticketId, 'Reabrir');
    expect(await told()).toEqual(['reopening', 'set']);
    expect(rig.sandbox.ticket(ticketId)).toMatchObject({ status: 'open', action: 'whatsapp_action_reopening' });
    expect(rig.sandbox.notes(ticketId).map(({ body }) => body)).toEqual(['Reabrimos.']);
    await byApi(ticketId, { custom_fields: [{ id, value: null }] });
    expect(await told()).toEqual([]);
    expect(rig.sandbox.ticket(ticketId).tags).toEqual([]);
  });
});

describe('a webhook that subscribed to events', () => {
  it('hears those and no others, the API’s too', async () => {
    const types = ['status_changed', 'comment_added', 'tags_changed'].map((it) => `zen:event-type:ticket.${it}`);
    webhook = await makeWebhook(types);
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    await byApi(ticketId, { status: 'pending', additional_tags: ['x'], comment: { body: 'nota', public: false } });
    await rig.sandbox.settled();
    expect(rig.heard.map(({ body }) => body.type).sort()).toEqual([...types].sort());
    expect(new Set(rig.heard.map(({ headers }) => headers['x-zendesk-webhook-id']))).toEqual(new Set([webhook.id]));
  });
});

describe('a Sunshine webhook made by API', () => {
  const v2 = (change: object) =>
    rig.call<{ integration: { webhooks: { secret: string }[] } }>('POST', '/v2/apps/:app/integrations', {
      type: 'custom',
      webhooks: [{ target: `${rig.receiver}/webhooks/v2`, triggers: ['conversation:message'], ...change }],
    });

  it('hears what it asked for, in the detail it asked for, with its own secret', async () => {
    const { json } = await v2({});
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    rig.sandbox.agentReplies(ticketId, 'dígame');
    await rig.sandbox.settled();
    expect(rig.heard.map(({ path, headers }) => [path, headers['x-api-key']])).toEqual(
      Array(2).fill(['/webhooks/v2', json.integration.webhooks[0]?.secret]),
    );
    expect(JSON.stringify(rig.heard)).not.toContain('34600111222');
    rig.heard.splice(0);
    await v2({ includeFullSource: true });
    rig.sandbox.customerWrites(rig.maria, 'otra cosa');
    await rig.sandbox.settled();
    expect(rig.heard.filter(({ body }) => JSON.stringify(body).includes('34600111222'))).toHaveLength(1);
  });

  it('of v1.1 hears what became of notifications', async () => {
    const triggers = ['notification:delivery:user'];
    const made = await rig.call<{ webhook: { secret: string } }>('POST', '/v1.1/apps/:app/webhooks', {
      target: `${rig.receiver}/webhooks/v11`,
      triggers,
    });
    const message = { type: 'text', text: 'hola' };
    rig.sandbox.customerWrites(rig.maria, 'hola');
    const destination = { integrationId: rig.sandbox.integrationId, destinationId: '34600111222' };
    await rig.call('POST', '/v1.1/apps/:app/notifications', { destination, author: { role: 'appMaker' }, message });
    await rig.sandbox.settled();
    expect(rig.heard.map(({ body }) => body.trigger)).toEqual(triggers);
    expect(rig.heard[0]?.headers['x-api-key']).toBe(made.json.webhook.secret);
  });
});

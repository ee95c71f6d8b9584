import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type TemplateReview } from '../../sandbox';
import { startRig, type Rig } from './sandbox.rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig({ seed: 'none' });
});
afterEach(() => rig.stop());

type Json = Record<string, unknown>;

interface Named {
  id: number | string;
  title?: string;
  [property: string]: unknown;
}

const list = async (path: string): Promise<Named[]> => {
  const { json } = await rig.call<Record<string, Named[]>>('GET', path);
  return json[path.split('/').pop()?.split('?')[0] ?? ''] ?? [];
};

const make = async (path: string, wrapper: string, body: Json): Promise<Named> => {
  const made = await rig.call<Record<string, Named>>('POST', path, { [wrapper]: body });
  expect(made.status).toBe(201);
  return made.json[wrapper] as Named;
};

const option = (value: string) => ({ name: value, value });

const actionField = {
  type: 'tagger',
  title: 'WhatsApp action',
  custom_field_options: [option('whatsapp_action_reopening'), option('whatsapp_action_incident')],
};

const webhook = {
  name: 'Ventana',
  status: 'active',
  endpoint: 'http://127.0.0.1:9/webhooks/zendesk',
  http_method: 'POST',
  request_format: 'json',
  subscriptions: ['conditional_ticket_events'],
};

describe('an account that nobody has set up', () => {
  it('has a number, templates, a schedule and an administrator, and nothing else', async () => {
    const lists = ['ticket_fields', 'user_fields', 'macros', 'triggers', 'views', 'webhooks'];
    const found = await Promise.all(lists.map((it) => list(`/api/v2/${it}`)));
    expect(found.map((it) => it.map(({ title }) => title))).toEqual([['Subject', 'Status'], [], [], [], [], []]);
    expect((await list('/api/v2/business_hours/schedules')).map(({ name }) => name)).toEqual(['Oficina']);
    expect((await rig.call<{ user: Json }>('GET', '/api/v2/users/me')).json.user.role).toBe('admin');
    const integrations = await list('/v2/apps/:app/integrations?filter[types]=whatsapp,custom');
    expect(integrations.map(({ id, type }) => [id, type])).toEqual([[rig.sandbox.integrationId, 'whatsapp']]);
    expect(await list('/v1.1/apps/:app/webhooks')).toEqual([]);
    expect(rig.sandbox.env()).not.toHaveProperty('ZENDESK_WEBHOOK_SECRET');
  });

  it('tells nobody of anything', async () => {
    rig.sandbox.customerWrites(rig.maria, 'hola');
    await rig.sandbox.settled();
    expect(rig.sandbox.webhooks()).toEqual([]);
  });
});

describe('ticket fields', () => {
  it('keep their options’ ids over a change, and lose the options that a change leaves out', async () => {
    const field = await make('/api/v2/ticket_fields', 'ticket_field', actionField);
    const [reopening] = field.custom_field_options as { id: number }[];
    const wanted = [
      { ...option('whatsapp_action_reopening'), id: reopening?.id, name: 'Reabrir' },
      option('whatsapp_action_new'),
    ];
    const changed = await rig.call<{ ticket_field: Named }>('PUT', `/api/v2/ticket_fields/${field.id}.json`, {
      ticket_field: { custom_field_options: wanted },
    });
    expect(changed.json.ticket_field.custom_field_options).toMatchObject([
      { id: reopening?.id, name: 'Reabrir' },
      { value: 'whatsapp_action_new' },
    ]);
  });

  it('refuse a value that is a tag of another field, and a change of type', async () => {
    const field = await make('/api/v2/ticket_fields', 'ticket_field', actionField);
    const other = { ...actionField, title: 'Other' };
    const refused = await rig.call('POST', '/api/v2/ticket_fields', { ticket_field: other });
    expect(refused).toMatchObject({ status: 422, json: { error: 'RecordInvalid', details: {} } });
    const path = `/api/v2/ticket_fields/${field.id}`;
    expect((await rig.call('PUT', path, { ticket_field: { type: 'text' } })).status).toBe(422);
  });

  it('stay while a rule names them', async () => {
    const field = await make('/api/v2/ticket_fields', 'ticket_field', actionField);
    const macro = await make('/api/v2/macros', 'macro', {
      title: 'WhatsApp::Reabrir',
      actions: [{ field: `custom_fields_${field.id}`, value: 'whatsapp_action_reopening' }],
    });
    expect((await rig.call('DELETE', `/api/v2/ticket_fields/${field.id}`)).status).toBe(422);
    expect((await rig.call('DELETE', `/api/v2/macros/${macro.id}`)).status).toBe(204);
    expect((await rig.call('DELETE', `/api/v2/ticket_fields/${field.id}`)).status).toBe(204);
  });
});

describe('user fields', () => {
  it('show on users once they exist, one of a key', async () => {
    const path = '/api/v2/users/5001';
    const optOut = () =>
      rig.call<{ user: { user_fields: Json } }>('GET', path).then(({ json }) => json.user.user_fields);
    await rig.call('PUT', path, { user: { user_fields: { whatsapp_opt_out: true } } });
    expect(await optOut()).toEqual({});
    const body = { type: 'checkbox', key: 'whatsapp_opt_out', title: 'WhatsApp opt-out' };
    await make('/api/v2/user_fields', 'user_field', body);
    expect(await optOut()).toEqual({ whatsapp_opt_out: false });
    await rig.call('PUT', path, { user: { user_fields: { whatsapp_opt_out: true } } });
    expect(await optOut()).toEqual({ whatsapp_opt_out: true });
    expect((await rig.call('POST', '/api/v2/user_fields', { user_field: body })).status).toBe(422);
  });
});

describe('triggers', () => {
  const conditions = { all: [{ field: 'status', operator: 'value', value: 'pending' }], any: [] };
  const trigger = (webhookId: unknown, change: Json = {}) => ({
    title: 'Ventana: pending',
    conditions,
    actions: [{ field: 'notification_webhook', value: [webhookId, '{"ticket_id":"{{ticket.id}}"}'] }],
    ...change,
  });

  it('are made, found by a word, paged, changed and deleted', async () => {
    const { id: webhookId } = await make('/api/v2/webhooks', 'webhook', webhook);
    const [one] = [await make('/api/v2/triggers', 'trigger', trigger(webhookId))];
    await make('/api/v2/triggers', 'trigger', trigger(webhookId, { title: 'Another', active: false }));
    expect(one).toMatchObject({ active: true, position: 1, conditions });
    expect((await list('/api/v2/trigger_categories')).map(({ id }) => id)).toEqual([one.category_id]);

    const search = await rig.call<{ triggers: Named[] }>('GET', '/api/v2/triggers/search?query=ventana');
    expect(search.json.triggers.map(({ id }) => id)).toEqual([one.id]);
    const active = await rig.call<{ triggers: Named[] }>('GET', '/api/v2/triggers/active');
    expect(active.json.triggers.map(({ id }) => id)).toEqual([one.id]);
    const first = await rig.call<{ triggers: Named[]; meta: Json }>('GET', '/api/v2/triggers.json?page[size]=1');
    expect(first.json).toMatchObject({ triggers: [{ id: one.id }], meta: { has_more: true } });

    const path = `/api/v2/triggers/${one.id}`;
    const retitled = await rig.call('PUT', path, { trigger: { title: 'Ventana: esperando' } });
    expect(retitled.json).toMatchObject({ trigger: { title: 'Ventana: esperando', conditions } });
    expect((await rig.call('PUT', path, { trigger: { conditions } })).status).toBe(422);
    expect((await rig.call('DELETE', `/api/v2/webhooks/${webhookId}`)).status).toBe(400);
    expect((await rig.call('DELETE', path)).status).toBe(204);
    expect((await rig.call('GET', path)).status).toBe(404);
  });

  it.each([
    ['no title', { title: undefined }],
    ['no condition', { conditions: { all: [], any: [] } }],
    ['an unknown field', { conditions: { all: [{ field: 'custom_fields_1', operator: 'is', value: 'x' }] } }],
    ['an unknown operator', { conditions: { all: [{ field: 'status', operator: 'includes', value: 'open' }] } }],
    ['an unknown status', { conditions: { all: [{ field: 'status', operator: 'is', value: 'Open' }] } }],
    ['no action', { actions: [] }],
    ['an unknown webhook', { actions: [{ field: 'notification_webhook', value: ['01X', '{}'] }] }],
    ['an unknown category', { category_id: '1' }],
  ])('with %s are refused', async (_, change) => {
    const { id } = await make('/api/v2/webhooks', 'webhook', webhook);
    const refused = await rig.call('POST', '/api/v2/triggers', { trigger: trigger(id, change) });
    expect(refused).toMatchObject({ status: 422, json: { error: 'RecordInvalid' } });
  });
});

describe('views', () => {
  it('hold the tickets that meet their conditions, and need one that narrows', async () => {
    const field = await make('/api/v2/ticket_fields', 'ticket_field', {
      type: 'tagger',
      title: 'WhatsApp window',
      custom_field_options: [option('whatsapp_window_closing')],
    });
    const closing = { field: `custom_fields_${field.id}`, operator: 'is', value: 'whatsapp_window_closing' };
    const unsolved = { field: 'status', operator: 'less_than', value: 'solved' };
    const view = { title: 'WhatsApp: window closing', all: [closing], output: { columns: ['subject', field.id] } };
    expect((await rig.call('POST', '/api/v2/views', { view })).status).toBe(422);
    const made = await make('/api/v2/views', 'view', { ...view, all: [unsolved, closing] });
    expect(made).toMatchObject({ conditions: { all: [unsolved, closing], any: [] } });

    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    const count = () =>
      rig.call<{ view_count: Json }>('GET', `/api/v2/views/${made.id}/count`).then(({ json }) => json.view_count.value);
    expect(await count()).toBe(0);
    const custom_fields = [{ id: field.id, value: 'whatsapp_window_closing' }];
    await rig.call('PUT', `/api/v2/tickets/${ticketId}`, { ticket: { custom_fields } });
    expect(await count()).toBe(1);
    rig.sandbox.agentSets(ticketId, 'solved');
    expect(await count()).toBe(0);
  });
});

describe('webhooks', () => {
  it('show their signing secret, give a new one, and never their credentials', async () => {
    const authentication = { type: 'bearer_token', add_position: 'header', data: { token: 'secret' } };
    const made = await make('/api/v2/webhooks', 'webhook', { ...webhook, authentication });
    expect(JSON.stringify(made.authentication)).not.toContain('secret');
    const path = `/api/v2/webhooks/${made.id}/signing_secret`;
    const shown = await rig.call('GET', path);
    expect(shown.json).toEqual({ signing_secret: made.signing_secret });
    const renewed = await rig.call('POST', path);
    expect(renewed.status).toBe(201);
    expect(renewed.json).not.toEqual(shown.json);
  });

  it('are connected to triggers or to events, and stay so', async () => {
    const mixed = { ...webhook, subscriptions: ['conditional_ticket_events', 'zen:event-type:ticket.created'] };
    expect((await rig.call('POST', '/api/v2/webhooks', { webhook: mixed })).status).toBe(400);
    const { id } = await make('/api/v2/webhooks', 'webhook', webhook);
    const subscriptions = ['zen:event-type:ticket.created'];
    expect((await rig.call('PATCH', `/api/v2/webhooks/${id}`, { webhook: { subscriptions } })).status).toBe(400);
    expect((await rig.call('PATCH', `/api/v2/webhooks/${id}`, { webhook: { status: 'inactive' } })).status).toBe(204);
  });

  it('can be tried out', async () => {
    const { id } = await make('/api/v2/webhooks', 'webhook', webhook);
    const path = `/api/v2/webhooks/test?webhook_id=${id}`;
    expect((await rig.call('POST', path, {})).json).toMatchObject({ response: { status: 0 } });
    const request = { endpoint: `${rig.receiver}/webhooks/zendesk`, payload: '{"event":"hello"}' };
    expect((await rig.call('POST', path, { request })).json).toMatchObject({ response: { status: 200 } });
    expect(rig.heard[0]).toMatchObject({ body: { event: 'hello' }, headers: { 'x-zendesk-webhook-id': id } });
  });
});

describe('Sunshine', () => {
  const v2 = { target: 'http://127.0.0.1:9/v2', triggers: ['conversation:message'] };

  it('hangs v2 webhooks on custom integrations only, each with a secret', async () => {
    const whatsApp = `/v2/apps/:app/integrations/${rig.sandbox.integrationId}/webhooks`;
    expect((await rig.call('POST', whatsApp, v2)).status).toBe(400);
    const made = await rig.call<{ integration: Named }>('POST', '/v2/apps/:app/integrations', {
      type: 'custom',
      displayName: 'Ventana',
      webhooks: [v2],
    });
    expect(made.status).toBe(201);
    const path = `/v2/apps/:app/integrations/${made.json.integration.id}/webhooks`;
    const second = await rig.call<{ webhook: Named }>('POST', path, { ...v2, includeFullSource: true });
    expect(second.json.webhook).toMatchObject({
      ...v2,
      version: 'v2',
      includeFullSource: true,
      includeFullUser: false,
    });
    expect(typeof second.json.webhook.secret).toBe('string');
    const moved = await rig.call('PATCH', `${path}/${second.json.webhook.id}`, { target: 'http://127.0.0.1:9/x' });
    expect(moved.json).toMatchObject({ webhook: { target: 'http://127.0.0.1:9/x', triggers: v2.triggers } });
    expect(await list(path)).toHaveLength(2);
    expect((await rig.call('POST', path, { ...v2, triggers: ['notification:delivery:user'] })).status).toBe(400);
    await rig.call('DELETE', `/v2/apps/:app/integrations/${made.json.integration.id}`);
    expect((await rig.call('GET', path)).status).toBe(404);
  });

  it('keeps v1.1 webhooks, and ten webhooks in all', async () => {
    const path = '/v1.1/apps/:app/webhooks';
    const body = { target: 'http://127.0.0.1:9/v11', triggers: ['notification:delivery:user'] };
    const statuses: number[] = [];
    for (let number = 1; number <= 11; number += 1) statuses.push((await rig.call('POST', path, body)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(201), 400]);
    const [first] = (await list(path)) as unknown as { _id: string; secret: string }[];
    expect(first?.secret).not.toBe('');
    expect((await rig.call('DELETE', `${path}/${first?._id}`)).status).toBe(200);
    expect(await list(path)).toHaveLength(9);
  });

  it('has templates that Meta moves to another category, or pauses for 3 h, then 6 h, then for good', async () => {
    let now = Date.now();
    const sandbox = await startSandbox({ now: () => now });
    const states = (): string[] =>
      sandbox.screens
        .templates()
        .filter(({ name, language }) => name === 'consulta_pendiente' && language === 'es')
        .map(({ category, quality, status }) => `${category} ${quality} ${status}`);
    const review = (changes: TemplateReview): string[] => {
      sandbox.reviewTemplate('consulta_pendiente', 'es', changes);
      return states();
    };
    const HOUR = 3_600_000;
    expect(review({ category: 'MARKETING' })).toEqual(['MARKETING UNKNOWN APPROVED']);
    for (const hours of [3, 6]) {
      expect(review({ quality: 'RED' })).toEqual(['MARKETING RED PAUSED']);
      now += hours * HOUR - 1;
      expect(states()).toEqual(['MARKETING RED PAUSED']);
      now += 1;
      expect(states()).toEqual(['MARKETING RED APPROVED']);
    }
    expect(review({ quality: 'RED' })).toEqual(['MARKETING RED DISABLED']);
    now += 1_000 * HOUR;
    expect(states()).toEqual(['MARKETING RED DISABLED']);
    expect(() => sandbox.reviewTemplate('other', 'es', {})).toThrow('There is no template other in es');
    await sandbox.close();
  });

  it('lists templates page by page', async () => {
    const path = `/v1.1/apps/:app/integrations/${rig.sandbox.integrationId}/messageTemplates?limit=4`;
    const first = await rig.call<{ messageTemplates: Json[]; after: string }>('GET', path);
    expect(first.json.messageTemplates).toHaveLength(4);
    const last = await rig.call<{ messageTemplates: Json[]; hasMore: boolean }>(
      'GET',
      `${path}&after=${first.json.after}`,
    );
    expect(last.json.messageTemplates).toHaveLength(4);
    expect(last.json.hasMore).toBe(false);
  });
});

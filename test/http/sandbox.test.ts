import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../sandbox/index';
import { startRig, type Rig } from './sandbox.rig';

const hour = 3_600_000;
let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

async function restart(options: SandboxOptions): Promise<void> {
  await rig.stop();
  rig = await startRig(options);
}

const text = { content: { type: 'text', text: '¿Sigues ahí?' } };

const template = (name: string, parameters: string[], code = 'es') => ({
  type: 'template',
  template: {
    name,
    language: { policy: 'deterministic', code },
    components: [{ type: 'body', parameters: parameters.map((it) => ({ type: 'text', text: it })) }],
  },
});

const followUp = { schema: 'whatsapp', content: template('consulta_pendiente', ['María', '35436']) };

/** Types and Meta codes of the v2 and v1.1 events heard so far. */
const events = () =>
  rig.heard.flatMap(({ body }) => {
    const batch = (body.events ?? []) as { type: string; payload: { error?: MetaError } }[];
    const one =
      typeof body.trigger === 'string' ? [{ type: body.trigger, payload: body as { error?: MetaError } }] : [];
    return [...batch, ...one].map(({ type, payload }) => [type, payload.error?.underlyingError.code] as const);
  });

interface MetaError {
  underlyingError: { code: number };
}

describe('WhatsApp', () => {
  it('takes free-form text within 24 hours of the customer and refuses it afterwards, later', async () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    const { conversationId } = rig.sandbox.ticket(ticketId);

    rig.clock.now += 24 * hour - 1;
    expect((await rig.writeTo(conversationId, text)).status).toBe(201);
    rig.clock.now += 1;
    expect((await rig.writeTo(conversationId, text)).status).toBe(201);
    await rig.sandbox.settled();

    expect(rig.sandbox.received(rig.maria)).toEqual([{ at: rig.clock.now - 1, kind: 'text', text: '¿Sigues ahí?' }]);
    expect(events()).toContainEqual(['conversation:message:delivery:failure', 131047]);
  });

  it('takes a template at any time, and only if it is one', async () => {
    const { conversationId } = rig.sandbox.ticket(rig.sandbox.customerWrites(rig.maria, 'hola').ticketId);
    rig.clock.now += 30 * hour;
    await rig.writeTo(conversationId, followUp);
    await rig.writeTo(conversationId, { schema: 'whatsapp', content: template('consulta_pendiente', ['María']) });
    await rig.writeTo(conversationId, {
      schema: 'whatsapp',
      content: template('consulta_pendiente', ['a', 'b'], 'fr'),
    });
    await rig.sandbox.settled();

    expect(rig.sandbox.received(rig.maria)).toEqual([
      {
        at: rig.clock.now,
        kind: 'template',
        name: 'consulta_pendiente',
        language: 'es',
        parameters: ['María', '35436'],
      },
    ]);
    const failures = events().filter(([type]) => type.endsWith('failure'));
    expect(failures.map(([, code]) => code).sort()).toEqual([132000, 132001]);
  });

  it('makes the conversation by notification and says so with the answer', async () => {
    const sent = await rig.call<{ notification: { _id: string } }>('POST', '/v1.1/apps/:app/notifications', {
      destination: { integrationId: rig.sandbox.integrationId, destinationId: '34600111222' },
      author: { role: 'appMaker' },
      messageSchema: 'whatsapp',
      message: template('consulta_incidencia', ['María', '35436']),
      metadata: { sendId: 'incident:template:1' },
    });
    expect(sent.status).toBe(201);
    rig.sandbox.customerWrites(rig.maria, '¿qué pasa?');
    await rig.sandbox.settled();

    const delivered = rig.heard.find(({ body }) => body.trigger === 'notification:delivery:user');
    expect(delivered?.headers['x-api-key']).toBe(rig.sandbox.env().SUNSHINE_WEBHOOK_SECRET?.split(',')[1]);
    expect(delivered?.body).toMatchObject({ notification: sent.json.notification, isFinalEvent: true });
    const answer = rig.heard.find(({ body }) => JSON.stringify(body).includes('recentNotifications'));
    expect(JSON.stringify(answer?.body)).toContain('incident:template:1');
  });

  it('fails with 131026 for a number that WhatsApp does not know', async () => {
    rig.sandbox.addCustomer({ name: 'Fijo', phone: '+34910000000', onWhatsApp: false });
    await rig.call('POST', '/v1.1/apps/:app/notifications', {
      destination: { integrationId: rig.sandbox.integrationId, destinationId: '34910000000' },
      author: { role: 'appMaker' },
      message: { type: 'text', text: 'hola' },
    });
    await rig.sandbox.settled();
    expect(events()).toEqual([['notification:delivery:failure', 131026]]);
  });
});

describe("WhatsApp's refusals", () => {
  it('come as events in the shape that is asked for', async () => {
    const { conversationId } = rig.sandbox.ticket(rig.sandbox.customerWrites(rig.maria, 'hola').ticketId);
    rig.sandbox.refuseDeliveries({ code: 131000, shape: 'sentence' });
    expect((await rig.writeTo(conversationId, text)).status).toBe(201);
    await rig.sandbox.settled();
    const failure = rig.heard.find(({ body }) => JSON.stringify(body).includes('delivery:failure'));
    expect(JSON.stringify(failure?.body)).toContain('(#131000) Something went wrong');
    expect(rig.sandbox.received(rig.maria)).toEqual([]);
  });

  it('D7 or of a message that is on the phone all the same, as a report says besides the failure', async () => {
    const { conversationId } = rig.sandbox.ticket(rig.sandbox.customerWrites(rig.maria, 'hola').ticketId);
    rig.sandbox.refuseDeliveries({ code: 131000, arrives: true });
    await rig.writeTo(conversationId, text);
    rig.sandbox.refuseDeliveries({ code: 131000, arrives: true });
    await rig.call('POST', '/v1.1/apps/:app/notifications', {
      destination: { integrationId: rig.sandbox.integrationId, destinationId: '34600111222' },
      author: { role: 'appMaker' },
      message: { type: 'text', text: 'hola' },
    });
    await rig.sandbox.settled();
    expect(rig.sandbox.received(rig.maria)).toHaveLength(2);
    const reports = rig.heard.map(({ body }) => JSON.stringify(body)).filter((it) => it.includes('delivery'));
    const names = reports.map((it) => /(?:message|notification):delivery:\w+/.exec(it)?.[0]);
    // Each is a request of its own: a busy machine lets one overtake another.
    for (const about of ['message', 'notification'])
      expect(new Set(names.filter((it) => it?.startsWith(about)))).toEqual(
        new Set(['failure', 'channel', 'user'].map((it) => `${about}:delivery:${it}`)),
      );
  });

  it('or as the answer to the request, which then leaves no message', async () => {
    const { conversationId } = rig.sandbox.ticket(rig.sandbox.customerWrites(rig.maria, 'hola').ticketId);
    rig.sandbox.refuseDeliveries({ code: 190, how: 'request' });
    const refused = await rig.writeTo(conversationId, text);
    expect(refused).toMatchObject({ status: 400, json: { errors: [{ underlyingError: { code: 190 } }] } });
    expect((await rig.writeTo(conversationId, text)).status).toBe(201);
    expect(rig.sandbox.received(rig.maria)).toHaveLength(1);
    rig.sandbox.refuseDeliveries({ code: 190, how: 'request' });
    const notified = await rig.call('POST', '/v1.1/apps/:app/notifications', {
      destination: { integrationId: rig.sandbox.integrationId, destinationId: '34600111222' },
      author: { role: 'appMaker' },
      message: { type: 'text', text: 'hola' },
    });
    expect(notified).toMatchObject({ status: 400, json: { error: { underlyingError: { code: 190 } } } });
  });

  it('in an outage all are refused, until it ends', async () => {
    const { conversationId } = rig.sandbox.ticket(rig.sandbox.customerWrites(rig.maria, 'hola').ticketId);
    rig.sandbox.beginOutage({ code: 131016, until: rig.clock.now + hour });
    for (let i = 0; i < 3; i += 1) await rig.writeTo(conversationId, text);
    rig.clock.now += hour;
    await rig.writeTo(conversationId, text);
    await rig.sandbox.settled();
    expect(events().filter(([type]) => type.endsWith('failure'))).toHaveLength(3);
    expect(rig.sandbox.received(rig.maria)).toHaveLength(1);
  });
});

describe('Sunshine', () => {
  it('pages messages from the newest page back, oldest first within a page, metadata included', async () => {
    const { conversationId } = rig.sandbox.ticket(rig.sandbox.customerWrites(rig.maria, '1').ticketId);
    rig.sandbox.customerWrites(rig.maria, '2');
    await rig.writeTo(conversationId, { content: { type: 'text', text: '3' }, metadata: { sendId: 's' } });
    interface Page {
      messages: { content: { text: string }; metadata?: object }[];
      meta: { hasMore: boolean; beforeCursor: string };
    }
    const path = `/v2/apps/:app/conversations/${conversationId}/messages?page[size]=2`;
    const newest = (await rig.call<Page>('GET', path)).json;
    expect(newest.messages.map((it) => it.content.text)).toEqual(['2', '3']);
    expect(newest.messages[1]?.metadata).toEqual({ sendId: 's' });
    expect(newest.meta.hasMore).toBe(true);
    const older = (await rig.call<Page>('GET', `${path}&page[before]=${newest.meta.beforeCursor}`)).json;
    expect(older.messages.map((it) => it.content.text)).toEqual(['1']);
    expect(older.meta.hasMore).toBe(false);
  });

  it('refuses a message without author in its own words', async () => {
    const { conversationId } = rig.sandbox.ticket(rig.sandbox.customerWrites(rig.maria, 'hola').ticketId);
    const refused = await rig.writeTo(conversationId, { ...text, author: undefined });
    expect(refused.status).toBe(400);
    expect(refused.json).toMatchObject({ errors: [{ code: 'bad_request' }] });
  });
});

describe('Zendesk', () => {
  it('opens one ticket per conversation, reopens it when the customer rig.answers, and starts another after it closed', () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    expect(rig.sandbox.ticket(ticketId)).toMatchObject({ status: 'new', channel: 'whatsapp' });
    rig.sandbox.agentReplies(ticketId, 'dígame');
    rig.sandbox.agentSets(ticketId, 'pending');
    expect(rig.sandbox.customerWrites(rig.maria, 'pues').ticketId).toBe(ticketId);
    expect(rig.sandbox.ticket(ticketId).status).toBe('open');
    rig.sandbox.agentSets(ticketId, 'closed');
    expect(rig.sandbox.customerWrites(rig.maria, 'otra cosa').ticketId).not.toBe(ticketId);
  });

  it('can leave the reopening to others', async () => {
    await restart({ zendeskReopens: false });
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    rig.sandbox.agentSets(ticketId, 'pending');
    rig.sandbox.customerWrites(rig.maria, 'pues');
    expect(rig.sandbox.ticket(ticketId).status).toBe('pending');
  });

  it('answers 409 to a guarded update of a ticket that has changed', async () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    const path = `/api/v2/tickets/${ticketId}.json`;
    const { ticket } = (await rig.call<{ ticket: { updated_at: string } }>('GET', path)).json;
    rig.clock.now += 1_000;
    rig.sandbox.agentSets(ticketId, 'pending');
    const guarded = { status: 'open', safe_update: true, updated_stamp: ticket.updated_at };
    const refused = await rig.call('PUT', path, { ticket: guarded });
    expect(refused).toMatchObject({ status: 409, json: { error: 'UpdateConflict' } });
    const fresh = { ...guarded, updated_stamp: ticket.updated_at.replace('00Z', '01Z') };
    expect((await rig.call('PUT', path, { ticket: fresh })).status).toBe(200);
    expect(rig.sandbox.ticket(ticketId).status).toBe('open');
  });

  it('keeps drop-down and tag together, tells the agent’s request once, and keeps silent about the API', async () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    rig.sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
    expect(rig.sandbox.ticket(ticketId)).toMatchObject({
      action: 'whatsapp_action_reopening',
      tags: ['whatsapp_action_reopening'],
    });
    expect(rig.sandbox.notes(ticketId)).toHaveLength(1);

    const { ticket_fields: fields } = (
      await rig.call<{ ticket_fields: { id: number; title: string }[] }>('GET', '/api/v2/ticket_fields')
    ).json;
    const id = fields.find((field) => field.title === 'WhatsApp action')?.id;
    await rig.call('PUT', `/api/v2/tickets/${ticketId}`, {
      ticket: { status: 'open', custom_fields: [{ id, value: '' }] },
    });
    expect(rig.sandbox.ticket(ticketId)).toMatchObject({ status: 'open', tags: [] });

    await rig.sandbox.settled();
    const zendesk = rig.heard.filter(({ path }) => path.endsWith('zendesk')).map(({ body }) => body);
    // Side by side: either may arrive first.
    expect(zendesk).toHaveLength(2);
    expect(zendesk).toContainEqual({ event: 'ticket_created', ticket_id: ticketId });
    const requested = { event: 'action_requested', ticket_id: ticketId, action: 'reopening', agent_id: '901' };
    expect(zendesk).toContainEqual(requested);
  });

  it('answers 401, 404 and 422 as Zendesk does', async () => {
    const anonymous = await fetch(`${rig.sandbox.url}/api/v2/tickets/1`);
    expect([anonymous.status, await anonymous.json()]).toEqual([401, { error: "Couldn't authenticate you" }]);
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    rig.sandbox.agentSets(ticketId, 'closed');
    expect((await rig.call('PUT', `/api/v2/tickets/${ticketId}`, { ticket: { status: 'open' } })).status).toBe(422);
    rig.sandbox.deleteTicket(ticketId);
    expect(await rig.call('GET', `/api/v2/tickets/${ticketId}`)).toMatchObject({
      status: 404,
      json: { error: 'RecordNotFound' },
    });
  });

  it('withholds the last minute from the export', async () => {
    rig.sandbox.customerWrites(rig.maria, 'hola');
    interface Export {
      tickets: object[];
      end_of_stream: boolean;
      after_cursor: string;
    }
    const first = (await rig.call<Export>('GET', '/api/v2/incremental/tickets/cursor.json?start_time=0')).json;
    expect(first).toMatchObject({ tickets: [], end_of_stream: true });
    rig.clock.now += 61_000;
    const next = await rig.call<Export>('GET', `/api/v2/incremental/tickets/cursor?cursor=${first.after_cursor}`);
    expect(next.json.tickets).toHaveLength(1);
  });

  it('limits all requests to Zendesk by the minute, of all callers together, and says what is left', async () => {
    await restart({ rateLimits: { zendeskRequestsPerMinute: 2 } });
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    const get = () => rig.call('GET', `/api/v2/tickets/${ticketId}`);
    expect((await get()).headers.get('x-rate-limit-remaining')).toBe('1');
    rig.clock.now += 20_000;
    const last = await get();
    const names = ['x-rate-limit', 'x-rate-limit-remaining', 'ratelimit-limit', 'ratelimit-reset'];
    expect(names.map((it) => last.headers.get(it))).toEqual(['2', '0', '2', '40']);
    const refused = await get();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
    expect(refused.json).toMatchObject({ error: 'TooManyRequests' });
    rig.clock.now += 40_000;
    expect((await get()).status).toBe(200);
  });

  it('limits ticket updates by the minute', async () => {
    await restart({ rateLimits: { zendeskUpdatesPerMinute: 1 } });
    const path = `/api/v2/tickets/${rig.sandbox.customerWrites(rig.maria, 'hola').ticketId}`;
    await rig.call('PUT', path, { ticket: { status: 'open' } });
    const limited = await rig.call('PUT', path, { ticket: { status: 'hold' } });
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '60']);
  });
});

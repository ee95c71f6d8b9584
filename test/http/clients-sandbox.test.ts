import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outgoing, Sunshine } from '../../activities/ports';
import { createSunshine } from '../../src/vendors/sunshine/sunshine';
import { createZendesk, type ZendeskApi } from '../../src/vendors/zendesk/zendesk';
import { startSandbox, type Customer, type Sandbox } from '../../sandbox';
import { PATIENT_MS, timedOut, vendorErrorOf } from '../support/vendorErrors';

const SATURDAY = Date.parse('2026-11-14T09:12:00Z');
const MINUTE = 60_000;

let sandbox: Sandbox;
let zendesk: ZendeskApi;
let sunshine: Sunshine;
let customer: Customer;
let zendeskWithin: (timeoutMs: number) => typeof zendesk;
let sunshineWithin: (timeoutMs: number) => typeof sunshine;
let ticketId: string;
let conversationId: string;
let now: number;

beforeEach(async () => {
  now = SATURDAY;
  sandbox = await startSandbox({ now: () => now });
  const env = sandbox.env();
  const need = (name: string): string => env[name] ?? expect.fail(`the sandbox gives no ${name}`);
  zendeskWithin = (timeoutMs) =>
    createZendesk({
      origin: need('ZENDESK_BASE_URL'),
      auth: {
        type: 'client',
        clientId: need('ZENDESK_OAUTH_CLIENT_ID'),
        clientSecret: need('ZENDESK_OAUTH_CLIENT_SECRET'),
        scope: 'read write',
      },
      now: () => now,
      timeoutMs,
    });
  sunshineWithin = (timeoutMs) =>
    createSunshine({
      baseUrl: need('SUNSHINE_BASE_URL'),
      appId: need('SUNSHINE_APP_ID'),
      keyId: need('SUNSHINE_KEY_ID'),
      keySecret: need('SUNSHINE_KEY_SECRET'),
      timeoutMs,
    });
  zendesk = zendeskWithin(PATIENT_MS);
  sunshine = sunshineWithin(PATIENT_MS);
  customer = sandbox.addCustomer({ name: 'Lucía Pérez', phone: '+34600111222' });
  ({ ticketId } = sandbox.customerWrites(customer, 'Hola, mi pedido no llega'));
  conversationId = sandbox.ticket(ticketId).conversationId ?? '';
});
afterEach(() => sandbox.close());

const reminder = (): Outgoing => ({
  content: { type: 'template', name: 'consulta_pendiente', language: 'es', parameters: ['Lucía', ticketId] },
  integrationId: sandbox.integrationId,
  metadata: { ticketId, sendId: 'i1:template:1', purpose: 'followUp' },
});

describe('the truth of a ticket', () => {
  it('its state, its history and its requester', async () => {
    now += 10 * MINUTE;
    sandbox.agentReplies(ticketId, '¿Me das el número?');
    sandbox.agentSets(ticketId, 'pending');
    now += MINUTE;
    sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');

    const ticket = await zendesk.ticket(ticketId);
    expect(ticket).toMatchObject({ id: ticketId, status: 'pending', channel: 'whatsapp', action: 'reopening' });
    expect(ticket.requesterId).toBe(customer.id);
    expect(await zendesk.history(ticket)).toEqual({
      statusSince: SATURDAY + 10 * MINUTE,
      actionSince: SATURDAY + 11 * MINUTE,
      actionBy: '901',
      changedByOthersAt: SATURDAY + 11 * MINUTE,
      conversation: { id: conversationId, channel: 'whatsapp' },
      sessionStartedAt: SATURDAY,
      noteKeys: [],
      statuses: [
        { at: SATURDAY, status: 'new' },
        { at: SATURDAY + 10 * MINUTE, status: 'open' },
        { at: SATURDAY + 10 * MINUTE, status: 'pending' },
      ],
    });
    expect(await zendesk.user(customer.id)).toMatchObject({ name: 'Lucía Pérez', locale: 'es-ES', optedOut: false });
  });

  it('from the requester to the conversation and its messages', async () => {
    now += MINUTE;
    sandbox.agentReplies(ticketId, '¿Me das el número?');
    const identities = await zendesk.messagingIdentities(customer.id);
    expect(identities).toHaveLength(1);
    const conversations = await sunshine.whatsAppConversations(identities[0] ?? '');
    expect(conversations.map(({ id }) => id)).toEqual([conversationId]);
    expect(await sunshine.messages(conversationId)).toMatchObject([
      { author: 'user', source: 'whatsapp', at: SATURDAY, integrationId: sandbox.integrationId },
      { author: 'business', source: 'zd:agentWorkspace', at: SATURDAY + MINUTE },
    ]);
  });

  it('office hours', async () => {
    sandbox.setHolidays([{ name: 'Navidad', start_date: '2026-12-25', end_date: '2026-12-25' }]);
    const [schedule] = await zendesk.schedules();
    expect(schedule).toMatchObject({ name: 'Oficina', timeZone: 'Madrid' });
    expect(schedule?.intervals).toHaveLength(5);
    expect(await zendesk.holidays(schedule?.id ?? '')).toEqual([
      { name: 'Navidad', startDate: '2026-12-25', endDate: '2026-12-25' },
    ]);
  });

  it('a deleted ticket is a 404', async () => {
    sandbox.deleteTicket(ticketId);
    expect(await vendorErrorOf(zendesk.ticket(ticketId))).toMatchObject({ reached: 'answered', status: 404 });
  });
});

describe('writing on a ticket', () => {
  it('fields and a note, which the audits remember by its key', async () => {
    sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
    const { stamp } = await zendesk.ticket(ticketId);
    const change = { window: 'closed', closesAt: '2026-11-15 10:12', clearAction: true } as const;
    const after = await zendesk.updateTicket(ticketId, {
      stamp,
      ...change,
      note: 'La plantilla dice {{1}}',
      noteKeys: ['n1'],
    });

    expect(after).toMatchObject({ window: 'closed', closesAt: '2026-11-15 10:12' });
    expect(after).not.toHaveProperty('action');
    expect(sandbox.notes(ticketId).at(-1)?.body).toBe('La plantilla dice { {1}}');
    expect((await zendesk.history(after!)).noteKeys).toEqual(['n1']);
  });

  it('not when it has changed since it was read', async () => {
    const { stamp } = await zendesk.ticket(ticketId);
    now += 2 * MINUTE;
    sandbox.agentSets(ticketId, 'solved');
    const error = await vendorErrorOf(zendesk.updateTicket(ticketId, { stamp, status: 'open' }));
    expect(error).toMatchObject({ reached: 'answered', status: 409 });
    expect(sandbox.ticket(ticketId).status).toBe('solved');
  });

  it('G36 Zendesk fills in nothing of a note, whatever backslashes stand in it', async () => {
    for (const note of ['{{ticket.id}}', '\\{{ticket.id}}', '{% if true %}x{% endif %}', '{\u200b{ticket.id}}']) {
      await zendesk.updateTicket(ticketId, { note });
      const written = sandbox.notes(ticketId).at(-1)?.body ?? '';
      expect(written).not.toContain(ticketId);
      expect(written.replaceAll(' ', '')).toBe(note.replaceAll(' ', '').replace('\u200b', ''));
    }
  });

  it('a macro of ours sets no action and drops no tag', async () => {
    const title = 'WhatsApp::Con etiqueta';
    sandbox.addMacro({ title, action: 'whatsapp_action_reopening', comment: 'Hola', tags: ['reabierto'] });
    await zendesk.updateTicket(ticketId, { window: 'open' });
    const macro = await zendesk.macroPreview(ticketId, title);
    await zendesk.updateTicket(ticketId, { ...(macro && { macro }), window: 'closed' });

    const { tags, action, window } = sandbox.ticket(ticketId);
    expect({ action, window }).toEqual({ action: undefined, window: 'whatsapp_window_closed' });
    expect(tags).toEqual(expect.arrayContaining(['reabierto', 'whatsapp_window_closed']));
    expect(tags).not.toContain('whatsapp_action_reopening');
    expect(sandbox.notes(ticketId).at(-1)?.body).toBe('Hola');
  });

  it('the opt-out', async () => {
    expect(await zendesk.optOut(customer.id, 'everything')).toBe(true);
    expect(await zendesk.user(customer.id)).toMatchObject({ optedOut: true });
  });
});

describe('writing to a customer', () => {
  it('by the conversation, and finds itself there later', async () => {
    const sent = await sunshine.post(conversationId, reminder());
    const mine = (await sunshine.messages(conversationId)).find(({ id }) => id === sent.id);
    expect(mine).toMatchObject({ author: 'business', content: 'template', at: sent.at, metadata: reminder().metadata });
    expect(sandbox.received(customer)).toMatchObject([{ kind: 'template', name: 'consulta_pendiente' }]);
  });

  it('by notification', async () => {
    const { id } = await sunshine.notify('34600111222', reminder());
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(sandbox.received(customer)).toHaveLength(1);
  });

  it('links the conversation to the ticket and keeps what else is there', async () => {
    const before = await sunshine.conversation(conversationId);
    await sunshine.setMetadata(before, { other: 'kept' });
    await sunshine.setMetadata(await sunshine.conversation(conversationId), { ticketId });
    expect((await sunshine.conversation(conversationId)).metadata).toEqual({
      ...before.metadata,
      other: 'kept',
      ticketId,
    });
  });

  it('a lost answer is unknown: the message was sent, once', async () => {
    sandbox.failRequests({ vendor: 'sunshine', method: 'POST', effect: { kind: 'loseResponse' } });
    expect(await vendorErrorOf(sunshine.post(conversationId, reminder()))).toMatchObject({ reached: 'unknown' });
    expect(sandbox.received(customer)).toHaveLength(1);
    const found = (await sunshine.messages(conversationId)).filter(
      ({ metadata }) => metadata['sendId'] === 'i1:template:1',
    );
    expect(found).toHaveLength(1);
  });

  it('a hang is unknown', async () => {
    const asked = (method: string): boolean => sandbox.requests().some((it) => it.method === method && it.status === 0);
    const hangs = (method: string, path: RegExp) => {
      // On a busy machine the first request may come when nobody waits for it any more.
      sandbox.failRequests({ method, path, times: 99, effect: { kind: 'hang', ms: 60_000 } });
      return () => asked(method);
    };
    const post = (ms: number) => sunshineWithin(ms).post(conversationId, reminder());
    expect(await timedOut(post, hangs('POST', /messages$/))).toMatchObject({ reached: 'unknown' });
    const put = (ms: number) => zendeskWithin(ms).updateTicket(ticketId, { status: 'open' });
    expect(await timedOut(put, hangs('PUT', /tickets/))).toMatchObject({ reached: 'unknown' });
  });

  it.each([
    ['a page instead of JSON', { kind: 'notJson' } as const, {}],
    [
      '429',
      { kind: 'respond', status: 429, headers: { 'retry-after': '9' } } as const,
      { status: 429, retryAfterMs: 9000 },
    ],
  ])('%s', async (_name, effect, expected) => {
    sandbox.failRequests({ method: 'POST', effect });
    sandbox.failRequests({ method: 'PUT', effect });
    expect(await vendorErrorOf(sunshine.post(conversationId, reminder()))).toMatchObject(expected);
    expect(await vendorErrorOf(zendesk.updateTicket(ticketId, { status: 'open' }))).toMatchObject(expected);
  });
});

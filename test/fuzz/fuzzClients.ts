/** The adapters against vendors that answer anything: a valid shape or a `VendorError`, in time. */
import * as fc from 'fast-check';
import type { z } from 'zod';
import type { Outgoing, Ticket } from '../../activities/ports';
import { VendorError } from '../../activities/vendorError';
import { type Sandbox, startSandbox } from '../../sandbox';
import { createSunshine } from '../../src/vendors/sunshine/sunshine';
import { createZendesk } from '../../src/vendors/zendesk/zendesk';
import { shapes } from './shapes';
import { startSpoiler } from './spoiler';

export interface ClientsResult {
  calls: number;
  violation?: string;
  /** `resolved` and `VendorError`, by method. */
  counts: Record<string, number>;
}

const REQUEST_TIMEOUT_MS = 150;
/** The longest method makes some ten requests. */
const CALL_WITHIN_MS = 5_000;

type Call = [name: string, shape: z.ZodType, call: () => Promise<unknown>];

export async function fuzzClients(count: number, seed: number): Promise<ClientsResult> {
  const sandbox = await startSandbox({
    rateLimits: { zendeskUpdatesPerMinute: 1e6, updatesPerTicketInTenMinutes: 1e6 },
  });
  const spoiler = await startSpoiler(sandbox.url);
  const calls = callsOf(sandbox, spoiler.url);
  const counts: Record<string, number> = {};
  let made = 0;
  try {
    const input = fc.record({
      method: fc.nat(calls().length - 1),
      salt: fc.nat(1e9),
      share: fc.constantFrom(2, 5, 10),
    });
    const holds = fc.asyncProperty(input, async ({ method, salt, share }) => {
      spoiler.next({ salt, share });
      const [name, shape, call] = calls()[method]!;
      made++;
      const end = await endOf(call());
      counts[`${name} ${end.kind}`] = (counts[`${name} ${end.kind}`] ?? 0) + 1;
      if (end.kind === 'hung') throw new Error(`${name} did not end within ${CALL_WITHIN_MS} ms`);
      if (end.kind === 'other error') throw new Error(`${name} threw ${String(end.error)}`, { cause: end.error });
      const parsed = end.kind === 'resolved' ? shape.safeParse(end.value) : undefined;
      if (parsed?.success === false)
        throw new Error(`${name} resolved to ${JSON.stringify(end)}: ${parsed.error.message}`);
    });
    const found = await fc.check(holds, { seed, numRuns: count });
    const words =
      found.errorInstance instanceof Error ? (found.errorInstance.stack ?? '') : String(found.errorInstance);
    return {
      calls: made,
      counts,
      ...(found.failed && { violation: `${words}\n  ${JSON.stringify(found.counterexample)}` }),
    };
  } finally {
    await spoiler.close();
    await sandbox.close();
  }
}

/** Every method of the ports, on clients that remember nothing. */
function callsOf(sandbox: Sandbox, url: string): () => Call[] {
  const customer = sandbox.addCustomer({ name: 'Ana', phone: '+34600111222' });
  const { ticketId } = sandbox.customerWrites(customer, 'Hola');
  sandbox.agentReplies(ticketId, '¿Sí?');
  sandbox.agentSets(ticketId, 'pending');
  sandbox.addMacro({ title: 'Fuzz', status: 'open', comment: 'Hola', tags: ['a'] });
  const { conversationId = '' } = sandbox.ticket(ticketId);
  const env = sandbox.env();
  const seen: Ticket = {
    id: ticketId,
    createdAt: 0,
    status: 'pending',
    stamp: '',
    subject: '',
    requesterId: customer.id,
    channel: 'whatsapp',
  };
  const outgoing: Outgoing = {
    content: { type: 'text', text: 'Hola' },
    integrationId: sandbox.integrationId,
    metadata: {},
  };
  return () => {
    const zendesk = createZendesk({
      origin: url,
      auth: {
        type: 'client',
        clientId: env['ZENDESK_OAUTH_CLIENT_ID'] ?? '',
        clientSecret: env['ZENDESK_OAUTH_CLIENT_SECRET'] ?? '',
        scope: 'read write',
      },
      timeoutMs: REQUEST_TIMEOUT_MS,
    });
    const sunshine = createSunshine({
      baseUrl: `${url}${new URL(env['SUNSHINE_BASE_URL'] ?? '').pathname}`.replace(/\/+$/, ''),
      appId: env['SUNSHINE_APP_ID'] ?? '',
      keyId: env['SUNSHINE_KEY_ID'] ?? '',
      keySecret: env['SUNSHINE_KEY_SECRET'] ?? '',
      timeoutMs: REQUEST_TIMEOUT_MS,
    });
    return [
      ['ticket', shapes.ticket, () => zendesk.ticket(ticketId)],
      ['history', shapes.history, () => zendesk.history(seen)],
      ['user', shapes.user, () => zendesk.user(customer.id)],
      ['messagingIdentities', shapes.identities, () => zendesk.messagingIdentities(customer.id)],
      [
        'updateTicket',
        shapes.ticket,
        () => zendesk.updateTicket(ticketId, { window: 'open', note: 'Hola', noteKeys: ['k'] }),
      ],
      ['macroPreview', shapes.macroPreview, () => zendesk.macroPreview(ticketId, 'Fuzz')],
      ['optOut', shapes.stored, () => zendesk.optOut(customer.id, 'everything')],
      ['schedules', shapes.schedules, () => zendesk.schedules()],
      ['holidays', shapes.holidays, () => zendesk.schedules().then(([it]) => zendesk.holidays(it?.id ?? '1'))],
      ['messages', shapes.messages, () => sunshine.messages(conversationId)],
      ['conversation', shapes.conversation, () => sunshine.conversation(conversationId)],
      [
        'whatsAppConversations',
        shapes.conversations,
        async () => {
          const [identity = 'nobody'] = await zendesk.messagingIdentities(customer.id);
          return sunshine.whatsAppConversations(identity);
        },
      ],
      [
        'whatsAppClients',
        shapes.clients,
        async () => {
          const [identity = 'nobody'] = await zendesk.messagingIdentities(customer.id);
          return sunshine.whatsAppClients(identity);
        },
      ],
      ['setMetadata', shapes.nothing, () => sunshine.setMetadata({ id: conversationId, metadata: {} }, { a: 'b' })],
      ['post', shapes.posted, () => sunshine.post(conversationId, outgoing)],
      ['notify', shapes.notified, () => sunshine.notify('34600111222', outgoing)],
    ];
  };
}

type End =
  | { kind: 'resolved'; value: unknown }
  | { kind: 'VendorError' }
  | { kind: 'other error'; error: unknown }
  | { kind: 'hung' };

async function endOf(call: Promise<unknown>): Promise<End> {
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<End>((resolve) => {
    timer = setTimeout(resolve, CALL_WITHIN_MS, { kind: 'hung' });
  });
  const end = call.then(
    (value): End => ({ kind: 'resolved', value }),
    (error: unknown): End => (error instanceof VendorError ? { kind: 'VendorError' } : { kind: 'other error', error }),
  );
  try {
    return await Promise.race([end, hung]);
  } finally {
    clearTimeout(timer);
  }
}

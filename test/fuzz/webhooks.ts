/** Webhooks as they should be, as they might be, and as nobody would send them in good faith. */
import * as fc from 'fast-check';
import { NOW, SUNSHINE_SECRET, ZENDESK_SECRET } from '../support/receiver';
import { fixture } from '../support/fixture';
import { signZendesk } from '../support/sign';
import { type Json, mangledText, mutated, PLANTED } from './mutations';

export interface FuzzedWebhook {
  vendor: 'zendesk' | 'sunshine';
  body: Buffer;
  headers: Record<string, string>;
  /** Whether signature or key are right. */
  authentic: boolean;
  /** Whether Temporal is down while it comes. */
  down: boolean;
}

const filled = (name: string): Json =>
  JSON.parse(JSON.stringify(fixture(`${name}.json`)).replaceAll('[redacted]', PLANTED)) as Json;

const zendeskBodies: Json[] = [
  ...['event-custom-field-changed', 'event-message-added', 'event-status-changed', 'trigger-status-changed'].map((it) =>
    filled(`zendesk/${it}`),
  ),
  { event: 'ticket_created', ticket_id: '35436' },
  { event: 'action_requested', ticket_id: 35436, action: 'reopening', agent_id: '901' },
  { type: 'zen:event-type:ticket.merged', id: 'e', detail: { id: '1' }, event: { target_ticket_id: '2' } },
  { type: 'zen:event-type:ticket.created', id: 'e', detail: { id: '1', via: { channel: 'whatsapp' } } },
  { type: 'zen:event-type:ticket.soft_deleted', id: 'e', detail: { id: '1' } },
];
const sunshineBodies: Json[] = [
  'client-blocked',
  'customer-message',
  'delivery-failure',
  'notification-delivery-user',
  'postback',
].map((it) => filled(`sunshine/${it}`));
sunshineBodies.push(ofOurs(filled('sunshine/customer-message')));

/** The same message as if Ventana had sent it. */
function ofOurs(body: Json): Json {
  const copy = structuredClone(body) as { events: { payload: { message: { [key: string]: Json } } }[] };
  for (const { payload } of copy.events) {
    payload.message['author'] = { type: 'business' };
    payload.message['source'] = { type: 'api:conversations' };
    payload.message['metadata'] = { ticketId: '35436', sendId: 'i1:template:1', purpose: 'followUp' };
  }
  return copy;
}

/** Events have identities of their own, or all but the first would be repeats. */
function renamed(body: Json, n: number): Json {
  const copy = structuredClone(body) as { id?: string; events?: { id: string }[]; notification?: { _id: string } };
  if (copy.id !== undefined) copy.id = `event-${n}`;
  for (const event of copy.events ?? []) event.id = `event-${n}`;
  if (copy.notification) copy.notification._id = `notification-${n}`;
  return copy;
}

const anyBody = fc.constantFrom(...zendeskBodies, ...sunshineBodies);
const bodyOf = (vendor: 'zendesk' | 'sunshine'): fc.Arbitrary<Buffer> => {
  const own = fc.constantFrom(...(vendor === 'zendesk' ? zendeskBodies : sunshineBodies));
  const base = fc.oneof({ weight: 9, arbitrary: own }, { weight: 1, arbitrary: anyBody });
  const fresh = fc.tuple(base, fc.nat(1e9)).map(([body, n]) => renamed(body, n));
  const json = mutated(fresh).map((it) => JSON.stringify(it));
  return fc.oneof(
    { weight: 12, arbitrary: mangledText(json) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 1, arbitrary: fc.nat(3_000).map((levels) => Buffer.from(`{"events":${'['.repeat(levels)}`)) },
  );
};

/** What may stand in a header: Node's client refuses the rest. */
const headerText = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)), maxLength: 60 })
  .map((text) => text.replace(/\x7f/g, ''));

type Proof = 'right' | 'none' | 'wrong' | 'other body' | 'stale' | 'future' | 'noise';
const proof = fc.oneof(
  { weight: 7, arbitrary: fc.constant<Proof>('right') },
  { weight: 3, arbitrary: fc.constantFrom<Proof>('none', 'wrong', 'other body', 'stale', 'future', 'noise') },
);

const HOUR = 3_600_000;

function proofHeaders(vendor: 'zendesk' | 'sunshine', how: Proof, body: Buffer, noise: string): Record<string, string> {
  if (how === 'none') return {};
  if (vendor === 'sunshine') return { 'x-api-key': how === 'right' ? SUNSHINE_SECRET : `${noise}!` };
  const at = new Date(NOW + (how === 'stale' ? -HOUR : how === 'future' ? HOUR : 0)).toISOString();
  const secret = how === 'wrong' ? `${ZENDESK_SECRET}!` : ZENDESK_SECRET;
  const { 'content-type': _type, ...signed } = signZendesk(
    secret,
    how === 'other body' ? `${body.toString()} ` : body,
    at,
  );
  return how === 'noise' ? { ...signed, 'x-zendesk-webhook-signature': noise } : signed;
}

const contentType = fc.oneof(
  { weight: 30, arbitrary: fc.constant('application/json') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'application/json; charset=utf-8',
      'Application/JSON',
      'text/plain',
      '',
      ';',
      'a/b; charset="x',
    ),
  },
  { weight: 1, arbitrary: headerText },
);

const moreHeaders = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Record<string, string>>({}) },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.constantFrom(
        'x-zendesk-webhook-invocation-id',
        'x-forwarded-for',
        'accept',
        'cookie',
        '__proto__',
        'constructor',
        'content-encoding',
      ),
      headerText,
    ),
  },
);

export const webhook: fc.Arbitrary<FuzzedWebhook> = fc
  .constantFrom<FuzzedWebhook['vendor']>('zendesk', 'sunshine')
  .chain((vendor) =>
    fc
      .record({
        body: bodyOf(vendor),
        how: proof,
        type: contentType,
        more: moreHeaders,
        noise: headerText,
        down: fc.nat(9),
      })
      .map(({ body, how, type, more, noise, down }) => ({
        vendor,
        body,
        headers: { ...more, 'content-type': type, ...proofHeaders(vendor, how, body, noise) },
        authentic: how === 'right',
        down: down === 0,
      })),
  );

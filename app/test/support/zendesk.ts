/** A Zendesk of a few values, and a service that answers with the examples of its own tests. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TicketView } from '../../../src/service/app/view';
import type { AppAnswer, AppRequest, ZendeskBackend } from '../../host/backend';

export const APP = resolve(import.meta.dirname, '../..');
const ANSWERS = resolve(APP, '../test/support/appAnswers');

export const exampleView = (name: string): TicketView =>
  JSON.parse(readFileSync(join(ANSWERS, `${name}.json`), 'utf8')) as TicketView;

export interface FakeZendesk<View = TicketView> extends ZendeskBackend {
  /** What the service answers; a number is a status without a view. 0: no answer at all. */
  answer: View | number;
  values: Record<string, unknown>;
  /** The status with which a change of the ticket is answered. */
  changes: number;
  log: { at: string; text: string }[];
  /** The answer to `show_many`. Absent: Zendesk refuses it. */
  shown?: (ids: string[]) => object;
  /** What the page has asked for. */
  readonly requests: AppRequest[];
  readonly changed: { url: string; body: unknown }[];
}

export function fakeZendesk<View = TicketView>(
  view: View | number,
  values: Record<string, unknown> = {},
): FakeZendesk<View> {
  const zendesk: FakeZendesk<View> = {
    answer: view,
    changes: 200,
    log: [],
    requests: [],
    changed: [],
    values: {
      'ticket.id': 4711,
      'ticket.subject': 'Pedido 5512',
      'ticket.requester.name': '🌸 Ana García',
      'ticket.assignee.user.name': 'Marta',
      'ticket.via': { channel: 'whatsapp' },
      'ticket.tags': [],
      'currentUser.locale': 'en-GB',
      'currentUser.timeZone': { ianaName: 'Europe/Madrid' },
      ...values,
    },
    context: () => ({ location: 'ticket_sidebar', ticketId: 4711, account: { subdomain: 'acme' } }),
    settings: () => ({ service_url: 'https://ventana.test' }),
    get: (path) => zendesk.values[path],
    request: (options) => {
      zendesk.requests.push(options);
      return Promise.resolve(respond(zendesk, options));
    },
  };
  return zendesk;
}

function respond<View>(zendesk: FakeZendesk<View>, { url, type, data }: AppRequest): AppAnswer {
  if (url.startsWith('https://ventana.test/'))
    return typeof zendesk.answer === 'number'
      ? { status: zendesk.answer, body: { error: 'unavailable' } }
      : { status: 200, body: zendesk.answer };
  if (url.startsWith('/api/v2/tickets/show_many') && zendesk.shown)
    return { status: 200, body: zendesk.shown(/ids=([\d,]+)/.exec(url)?.[1]?.split(',') ?? []) };
  if (url.includes('/conversation_log'))
    return { status: 200, body: { events: zendesk.log.map(({ at, text }) => event(at, text)) } };
  if (type === 'PUT') {
    if (zendesk.changes === 200) zendesk.changed.push({ url, body: JSON.parse(data ?? '{}') });
    return { status: zendesk.changes, body: {} };
  }
  return { status: 404, body: {} };
}

const event = (at: string, text: string): object => ({
  type: 'Messaging::ConversationMessage',
  author: { type: 'bot' },
  content: { type: 'text', text },
  received_at: at,
});

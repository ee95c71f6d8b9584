/** Zendesk around the sidebar app, for one ticket of the sandbox. */
import type { AppAnswer, ZendeskBackend } from '../../app/host/backend';
import { accountOf, type Stage } from './scene';
import { OFFICE_ZONE } from './timekeeper';
import type { Language } from './words';

/** As Zendesk does, requests go only to it and to the host that the app's manifest names. */
export function zendeskAround(stage: Stage, ticketId: string, language: Language): ZendeskBackend {
  const { world, accidents, keeper } = stage;
  const { sandbox, receiverUrl } = world;
  const known = (): Record<string, unknown> => {
    const { subject, requester, assignee, channel, tags } = sandbox.screens.ticket(ticketId);
    return {
      'ticket.id': Number(ticketId),
      'ticket.subject': subject,
      'ticket.requester.name': requester,
      'ticket.assignee.user.name': assignee,
      'ticket.via': { channel },
      'ticket.tags': tags,
      ...readerIn(language),
      colorScheme: 'light',
    };
  };
  return {
    context: () => ({
      location: 'ticket_sidebar',
      ticketId: Number(ticketId),
      account: { subdomain: accountOf(world) },
    }),
    settings: () => ({ service_url: receiverUrl }),
    get: (path) => known()[path],
    async request(options) {
      if (!mayCall(options.url, receiverUrl)) return { status: 403, body: {} };
      const writes = (options.type ?? 'GET') !== 'GET';
      const lost = writes && accidents.take().webhook === false;
      const find = lost && sandbox.failWebhooks({ vendor: 'zendesk', effect: { kind: 'drop' } });
      const answer = await sandbox.appRequests(options);
      if (find) find();
      if (writes) keeper.after(() => undefined).catch(() => undefined);
      return { status: answer.status, body: parsed(answer.body) };
    },
  };
}

/** Zendesk around the app in its navigation bar. */
export function zendeskForLeads(stage: Stage, language: Language): ZendeskBackend {
  const { sandbox, receiverUrl } = stage.world;
  const known: Record<string, unknown> = { ...readerIn(language), colorScheme: 'light' };
  return {
    context: () => ({ location: 'nav_bar', account: { subdomain: accountOf(stage.world) } }),
    settings: () => ({ service_url: receiverUrl }),
    get: (path) => known[path],
    async request(options) {
      if (!mayCall(options.url, receiverUrl) || (options.type ?? 'GET') !== 'GET') return { status: 403, body: {} };
      const { status, body } = await sandbox.appRequests(options);
      return { status, body: parsed(body) };
    },
  };
}

const readerIn = (language: Language): Record<string, unknown> => ({
  'currentUser.locale': language === 'es' ? 'es' : 'en-GB',
  'currentUser.timeZone': { ianaName: OFFICE_ZONE },
});

/** @param service where ours listens */
export function mayCall(url: string, service: string): boolean {
  if (URL.canParse(url)) return new URL(url).origin === new URL(service).origin;
  const { host, pathname } = new URL(url, 'http://zendesk');
  return host === 'zendesk' && pathname.startsWith('/api/v2/');
}

function parsed(body: string): AppAnswer['body'] {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

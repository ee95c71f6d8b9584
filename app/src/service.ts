/** Asks our own service for the view of a ticket, or of all. Reads only; what is sent names at most the ticket. */
import { audienceOf, ISSUER } from '../../src/service/app/claims';
import type { BoardView } from '../../src/service/app/board';
import type { ReportView, ReportWeeks } from '../../src/service/app/report';
import type { TicketView } from '../../src/service/app/view';
import { statusOf, type ZafClient } from './zaf';

/** Why there is no view. */
export type Problem =
  /** The app's settings name no service. */
  | 'notSetUp'
  /** 401: the secret in the app's settings is not the service's. */
  | 'unauthorized'
  /** 429, 503: it is there, and has no time. */
  | 'busy'
  /** No answer, or one of something in between. */
  | 'unreachable'
  /** An answer that this version of the app cannot read. */
  | 'unreadable';

export type Answer<View> = { view: View } | { problem: Problem };

/** Where the service is, and for which of its accounts we ask. */
export interface Service {
  url: string;
  /** The Zendesk subdomain. */
  account: string;
}

export async function readService(client: ZafClient): Promise<Service> {
  const [{ settings }, { account }] = await Promise.all([client.metadata(), client.context()]);
  const url = settings?.['service_url'];
  return { url: typeof url === 'string' ? url.trim().replace(/\/+$/, '') : '', account: account?.subdomain ?? '' };
}

export const claimsFor = (account: string): { iss: string; aud: string } => ({ iss: ISSUER, aud: audienceOf(account) });

const LIFE_S = 60;
const PATIENCE_MS = 15_000;

export const askTicket = (client: ZafClient, service: Service, id: string): Promise<Answer<TicketView>> =>
  ask(client, service, `tickets/${encodeURIComponent(id)}`, isTicket);

export const askBoard = (client: ZafClient, service: Service): Promise<Answer<BoardView>> =>
  ask(client, service, 'board', isBoard);

export const askReport = (client: ZafClient, service: Service, weeks: ReportWeeks): Promise<Answer<ReportView>> =>
  ask(client, service, `report?weeks=${weeks}`, isReport);

async function ask<View>(
  client: ZafClient,
  { url, account }: Service,
  path: string,
  isView: (answer: unknown) => answer is View,
): Promise<Answer<View>> {
  if (url === '') return { problem: 'notSetUp' };
  try {
    const answer = await withinPatience(
      client.request({
        url: `${url}/app/${path}`,
        type: 'GET',
        dataType: 'json',
        secure: true,
        autoRetry: false,
        // Zendesk fills both in on its side: the secret never reaches the browser.
        headers: { Authorization: 'Bearer {{jwt.token}}' },
        jwt: {
          algorithm: 'HS256',
          secret_key: '{{setting.shared_secret}}',
          expiry: LIFE_S,
          claims: claimsFor(account),
        },
      }),
    );
    return isView(answer) ? { view: answer } : { problem: 'unreadable' };
  } catch (error) {
    return { problem: problemOf(statusOf(error)) };
  }
}

function problemOf(status: number | undefined): Problem {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 429 || status === 503) return 'busy';
  return 'unreachable';
}

const has = (answer: unknown, names: readonly string[], lists: readonly string[]): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  names.every((name) => name in answer) &&
  lists.every((name) => Array.isArray((answer as Record<string, unknown>)[name]));

// Only what the page cannot do without: a newer service may say more than this version of the app knows.
const isTicket = (answer: unknown): answer is TicketView =>
  has(answer, ['ticket', 'now', 'window', 'limits'], ['actions', 'outreach']);
const isBoard = (answer: unknown): answer is BoardView =>
  has(answer, ['now', 'owes', 'closed', 'needs', 'account', 'limits'], ['hours', 'held']);

const isReport = (answer: unknown): answer is ReportView => {
  if (!has(answer, ['now', 'ledger', 'report'], [])) return false;
  const { report } = answer as { report: unknown };
  return report === null || has(report, ['total', 'csv'], ['weeks', 'messages', 'policies', 'languages', 'parts']);
};

async function withinPatience(answer: Promise<unknown>): Promise<unknown> {
  let timer: number | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = window.setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    window.clearTimeout(timer);
  }
}

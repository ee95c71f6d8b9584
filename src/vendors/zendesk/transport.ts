import { createClient, type ZendeskClient } from 'node-zendesk';
import { z } from 'zod';
import { VendorError } from '../../../activities/vendorError';
import { basic, createHttp, type HearHeaders, queryOf } from '../http/http';

export interface ZendeskSettings {
  /** As `https://acme.zendesk.com`, without `/api/v2`. */
  origin: string;
  auth: { type: 'token'; email: string; token: string } | { type: 'oauth'; token: string };
  /** Of one request; 10 s by default. */
  timeoutMs?: number;
}

/** One request below `/api/v2/`. @throws VendorError */
export type ZendeskCall = (method: string, path: string, query?: Record<string, string>) => Promise<unknown>;

export interface ZendeskAccess {
  /** What node-zendesk does well: the usual calls, with all pages of a list. */
  client: ZendeskClient;
  /** What it has no calls for, or wrong ones. */
  call: ZendeskCall;
}

const defaultTimeoutMs = 10_000;

/** Zendesk as one account reaches it: the one place for credentials, time-out and errors. @param hear told each answer's headers */
export function accessZendesk(settings: ZendeskSettings, hear?: HearHeaders): ZendeskAccess {
  const { origin, auth, timeoutMs = defaultTimeoutMs } = settings;
  const endpoint = `${origin}/api/v2`;
  const send = createHttp('zendesk', timeoutMs, hear);
  const authorization = auth.type === 'oauth' ? `Bearer ${auth.token}` : basic(`${auth.email}/token`, auth.token);
  const request = (method: string, url: string, body?: string): Promise<unknown> => {
    const headers = { Authorization: authorization, Accept: 'application/json' };
    if (body === undefined) return send({ method, url, headers });
    return send({ method, url, headers: { ...headers, 'Content-Type': 'application/json' }, body });
  };
  return {
    client: clientOver(request, endpoint),
    call: (method, path, query) => request(method, `${endpoint}/${path}${queryOf(query)}`),
  };
}

/**
 * node-zendesk over our own requests. The library itself (6.0.1) takes 429 with Retry-After, 502, 504 and 204 for successes and
 * has no time-out. Here whatever did not succeed is thrown as a `VendorError` before the library sees it, and what it sees is always
 * a plain 200. `throwOriginalException` keeps it from wrapping that error. It signs in with nothing: its headers are not sent.
 */
const clientOver = (
  request: (method: string, url: string, body?: string) => Promise<unknown>,
  endpoint: string,
): ZendeskClient =>
  createClient({
    endpointUri: endpoint,
    throwOriginalException: true,
    oauth: true,
    token: 'not sent',
    transportConfig: {
      transportFn: async (url: string, { method, body }: { method: string; body?: string }) =>
        onOurOrigin(await request(method, url, body), endpoint),
      responseAdapter: (answer: unknown) => ({
        status: 200,
        statusText: 'OK',
        headers: { get: (name: string) => (name.toLowerCase() === 'content-type' ? 'application/json' : null) },
        json: () => Promise.resolve(answer ?? {}),
      }),
    },
  });

/** The part of a single call's answer that the library unwrapped; its own types say `NodeModule`. */
export const resultOf = async (call: Promise<unknown>): Promise<unknown> =>
  ((await call) as { result: unknown }).result;

/** The library wants numbers. @throws VendorError 404 for an id that Zendesk cannot have given */
export function numericId(id: string): number {
  if (/^\d+$/.test(id)) return Number(id);
  throw new VendorError('not a Zendesk id', { vendor: 'zendesk', reached: 'notSent', status: 404 });
}

const pageSchema = z.looseObject({
  next_page: z.url().optional().catch(undefined),
  links: z
    .looseObject({ next: z.url().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/**
 * The address of the next page is a whole one, at the account's own host. Where `origin` is another (a proxy, the sandbox), the
 * library would append it to its endpoint and get a 404, which reads as "the ticket is deleted".
 */
function onOurOrigin(answer: unknown, endpoint: string): unknown {
  const page = pageSchema.safeParse(answer).data;
  if (!page) return answer;
  const moved = (address: string): string => {
    const { pathname, search } = new URL(address);
    return `${endpoint}${pathname.replace(/^.*?\/api\/v2/, '')}${search}`;
  };
  return {
    ...page,
    ...(page.next_page && { next_page: moved(page.next_page) }),
    ...(page.links?.next && { links: { next: moved(page.links.next) } }),
  };
}

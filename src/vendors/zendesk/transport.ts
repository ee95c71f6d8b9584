import { createClient, type ZendeskClient } from 'node-zendesk';
import { z } from 'zod';
import { VendorError } from '../../../activities/vendorError';
import { createHttp, type OnHeaders, queryOf } from '../http/http';
import { readAnswer } from '../http/readAnswer';
import { signInWith } from './internal/signIn';
import type { TokenOutcome } from './internal/tokens';
import type { ZendeskAuth } from './signIn';
import { elapsed } from '../../system/elapsed';

export interface ZendeskSettings {
  /** Such as `https://acme.zendesk.com`, without `/api/v2`. */
  origin: string;
  /** All settings with the same object share one access token. */
  auth: ZendeskAuth;
  /** For one request, in ms; 10 s by default. */
  timeoutMs?: number;
  /** Epoch ms; `Date.now` by default. Times that Zendesk names are compared with it. */
  now?: () => number;
  /** For the life of access tokens: ms by a clock that nobody sets. By default `now`, if time is simulated. */
  elapsed?: () => number;
  /** Called after each request for an access token. */
  onTokenRequest?: (outcome: TokenOutcome) => void;
  /** Aborted when nobody waits for the call that runs now. */
  signal?: () => AbortSignal | undefined;
  /** Through which every request goes, those for tokens excepted: it may hold it back, or throw instead. */
  gate?: ZendeskGate;
}

/** @param path below the account's address, such as `/api/v2/tickets/7.json` */
export type ZendeskGate = <Answer>(
  request: { method: string; path: string },
  send: () => Promise<Answer>,
) => Promise<Answer>;

/** Sends one request below `/api/v2/`. @throws VendorError */
export type ZendeskCall = (method: string, path: string, query?: Record<string, string>) => Promise<unknown>;

/**
 * Reads a list, all its pages.
 * @param name the key of the items in the answer
 * @throws VendorError
 */
export type ZendeskList = (path: string, name: string, query?: Record<string, string>) => Promise<unknown[]>;

export interface ZendeskAccess {
  /** For what node-zendesk does well: the usual calls for one thing. */
  client: ZendeskClient;
  /** For lists: the library follows links to a next page for ever, also those that lead in a circle. */
  list: ZendeskList;
  /** For calls that node-zendesk lacks or gets wrong. */
  call: ZendeskCall;
  /** What an OAuth client's token allows; undefined if that is not known. @throws SignInError */
  scope: () => Promise<string | undefined>;
  /** An OAuth client's present token, for `doctor`. @throws SignInError */
  token: () => Promise<string | undefined>;
}

const defaultTimeoutMs = 10_000;

/**
 * Access to one Zendesk account: the only place for credentials, time-out and errors. A call that is answered 401 is
 * repeated once, if another access token can be had: 401 means that it was not carried out.
 * @param onHeaders called with each answer's headers
 */
export function accessZendesk(settings: ZendeskSettings, onHeaders?: OnHeaders): ZendeskAccess {
  const { origin, timeoutMs = defaultTimeoutMs, onTokenRequest, gate = (_, send) => send() } = settings;
  const endpoint = `${origin}/api/v2`;
  const send = createHttp('zendesk', timeoutMs, { onHeaders, signal: settings.signal });
  const signIn = signInWith(settings, {
    now: settings.elapsed ?? settings.now ?? elapsed,
    timeoutMs,
    onRequest: onTokenRequest,
  });
  const request = (method: string, url: string, body?: string): Promise<unknown> =>
    signIn.during((authorization) => {
      const headers = { Authorization: authorization, Accept: 'application/json' };
      return gate({ method, path: new URL(url).pathname }, () => {
        if (body === undefined) return send({ method, url, headers });
        return send({ method, url, headers: { ...headers, 'Content-Type': 'application/json' }, body });
      });
    });
  const call: ZendeskCall = async (method, path, query) =>
    onOurOrigin(await request(method, `${endpoint}/${path}${queryOf(query)}`), endpoint);
  return {
    client: clientOver(request, endpoint),
    call,
    async list(path, name, query) {
      const shape = z.object({ [name]: z.array(z.unknown()) });
      const pages = await allPages(call, path, query);
      return pages.flatMap((page) => readAnswer('zendesk', name, shape, page)[name] ?? []);
    },
    scope: signIn.scope,
    token: signIn.token,
  };
}

/**
 * node-zendesk on top of our own requests. The library itself (6.0.1) treats 429 with Retry-After, 502, 504 and 204 as
 * successes and has no time-out. Here, every request that did not succeed throws a `VendorError` before the library
 * sees it, so the library always sees a plain 200. `throwOriginalException` keeps it from wrapping that error. It has
 * no credentials: its headers are not sent.
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

/** What the library returns as `result` for a single call; its own types say `NodeModule`. */
export const resultOf = async (call: Promise<unknown>): Promise<unknown> =>
  ((await call) as { result: unknown }).result;

/** The library wants numeric ids. @throws VendorError 404 for an id that cannot be one of Zendesk's */
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
  meta: z
    .looseObject({ has_more: z.boolean().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** For lists that have pages by cursor. */
export const PAGE_OF_100 = { 'page[size]': '100' };

/** More pages than any list that we read has: a list that never ends must not keep a caller for ever. */
export const MOST_PAGES = 100;

/**
 * The query for the page after this one.
 * @param seen the links so far: one that leads back is the end
 * @returns undefined after the last page
 */
export function nextQuery(answer: unknown, seen: Set<string>): Record<string, string> | undefined {
  const { next_page, links, meta } = pageSchema.safeParse(answer).data ?? {};
  const next = (meta?.has_more === false ? undefined : links?.next) ?? next_page;
  if (next === undefined || seen.has(next)) return undefined;
  seen.add(next);
  return Object.fromEntries(new URL(next).searchParams);
}

/** Sends GET requests until a list has no next page. @returns the answer for each page. @throws VendorError */
export async function allPages(
  call: ZendeskCall,
  path: string,
  first: Record<string, string> = {},
): Promise<unknown[]> {
  const pages: unknown[] = [];
  let query: Record<string, string> | undefined = first;
  const seen = new Set<string>();
  while (query !== undefined && pages.length < MOST_PAGES) {
    const answer = await call('GET', path, query);
    pages.push(answer);
    query = nextQuery(answer, seen);
  }
  return pages;
}

/**
 * The link to the next page is an absolute URL at the account's own host. If `origin` is another host (a proxy, the
 * sandbox), the library would append the link to its endpoint and get a 404, which we would read as "the ticket is
 * deleted". A page by cursor may have a link though nothing follows: `has_more` says whether
 * (developer.zendesk.com/api-reference/introduction/pagination).
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
    ...(page.links && {
      links: page.links.next && page.meta?.has_more !== false ? { next: moved(page.links.next) } : {},
    }),
  };
}

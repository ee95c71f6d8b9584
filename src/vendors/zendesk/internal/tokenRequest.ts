import { z } from 'zod';
import { VendorError } from '../../../../activities/vendorError';
import { createHttp } from '../../http/http';
import { type OAuthClient, SignInError } from '../signIn';

export interface IssuedToken {
  token: string;
  /** How long it lives from the request on, in ms. */
  lifeMs: number;
  /** What it allows, if Zendesk says so. */
  scope?: string;
}

/**
 * The life to ask for, in seconds: what Zendesk gives by default to tokens of clients made after 30 April 2026 (article
 * 9182123625370). It must be asked for: otherwise the answer of older clients has no `expires_in` although the token
 * does expire (NangoHQ/nango#6763).
 */
const LIFE_S = 1800;

/** RFC 6749, 4.1.2.1 and 5.2. Another word may be anything that the answer echoes. */
const REFUSALS = [
  ...['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client', 'unsupported_grant_type'],
  ...['invalid_scope', 'access_denied', 'unsupported_response_type', 'server_error', 'temporarily_unavailable'],
];

const refusalSchema = z.object({
  error: z.enum(REFUSALS),
  error_description: z.string().max(500).optional().catch(undefined),
});

/**
 * Asks Zendesk for an access token: `POST /oauth/tokens` with the grant `client_credentials`. The protocol is
 * oauth4webapi's, which sends a form; Zendesk documents JSON
 * (developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens).
 * @throws SignInError
 */
export async function requestToken(origin: string, client: OAuthClient, timeoutMs: number): Promise<IssuedToken> {
  const oauth = await import('oauth4webapi');
  const send = createHttp('zendesk', timeoutMs);
  const url = `${origin}/oauth/tokens`;
  const server = { issuer: origin, token_endpoint: url };
  const named = { client_id: client.clientId };
  try {
    const answer = await oauth.clientCredentialsGrantRequest(
      server,
      named,
      oauth.ClientSecretPost(client.clientSecret),
      { scope: client.scope, expires_in: String(LIFE_S) },
      {
        [oauth.allowInsecureRequests]: !origin.startsWith('https:'),
        [oauth.customFetch]: async (_url, { method, body }) =>
          Response.json(withoutNulls(await send({ method, url, headers: jsonHeaders, body: jsonOf(body) }))),
      },
    );
    const issued = await oauth.processClientCredentialsResponse(server, named, answer);
    return {
      token: issued.access_token,
      lifeMs: (issued.expires_in ?? LIFE_S) * 1000,
      ...(issued.scope !== undefined && { scope: issued.scope }),
    };
  } catch (error) {
    throw asSignInError(error, client);
  }
}

const jsonHeaders = { Accept: 'application/json', 'Content-Type': 'application/json' };

const jsonOf = (form: URLSearchParams): string => {
  const { expires_in, ...texts } = Object.fromEntries(form);
  return JSON.stringify({ ...texts, expires_in: Number(expires_in) });
};

/** The library refuses null where a member may lack; Zendesk's JSON has null for what a token does not have. */
const withoutNulls = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer)
    ? Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== null))
    : answer;

/** The library's own errors hold the answer, and with it the token: nothing of them is kept. */
function asSignInError(error: unknown, { clientSecret }: OAuthClient): SignInError {
  const what = 'POST /oauth/tokens';
  if (!(error instanceof VendorError)) {
    return new SignInError(`${what}: the answer has no access token`, { reached: 'notSent' });
  }
  const { status, retryAfterMs, message } = error;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === undefined) return new SignInError(message, { reached: 'notSent', ...wait });
  if (status >= 500 || status === 429 || status === 408)
    return new SignInError(message, { reached: 'answered', status, ...wait });
  const { error: code, error_description: description } = refusalSchema.safeParse(error.body).data ?? {};
  return new SignInError(code === undefined ? message : `${message} (${code})`, {
    reached: 'answered',
    status: 401,
    ...(code !== undefined && { code }),
    ...(description !== undefined && { description: description.replaceAll(clientSecret, '…') }),
  });
}

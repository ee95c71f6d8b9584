import { randomUUID } from 'node:crypto';
import { VendorError } from '../../../../activities/vendorError';
import { createHttp } from '../../http/http';
import { type OAuthClient, SignInError } from '../signIn';
import { requestToken } from './tokenRequest';

/** What is wrong with an OAuth client that Zendesk refuses. `asUnknown`: it is refused like one that does not exist. */
export type ClientFault = 'unknownClient' | 'wrongSecret' | 'asUnknown';

/**
 * Zendesk does not document how it refuses a wrong secret, so its words are compared with those for a client that
 * certainly does not exist. If they are the same, the client is unknown, or Zendesk does not tell the two apart.
 */
export async function faultOf(
  origin: string,
  client: OAuthClient,
  refusal: SignInError,
  timeoutMs: number,
): Promise<ClientFault> {
  if (/\bsecret\b/i.test(refusal.description ?? '')) return 'wrongSecret';
  if (/no such client|unknown client|not found/i.test(refusal.description ?? '')) return 'unknownClient';
  const nobody = { ...client, clientId: `ventana-${randomUUID()}`, clientSecret: randomUUID() };
  const toNobody = await requestToken(origin, nobody, timeoutMs).catch((error: unknown) => error);
  if (!(toNobody instanceof SignInError) || toNobody.code === undefined) return 'asUnknown';
  return fingerprint(refusal, client) === fingerprint(toNobody, nobody) ? 'asUnknown' : 'wrongSecret';
}

const fingerprint = ({ code, description = '' }: SignInError, { clientId }: OAuthClient): string =>
  `${code} ${description.replaceAll(clientId, '')}`;

/**
 * Whether a token is still good after its client has got another one, which Zendesk does not document.
 * @throws VendorError
 */
export async function survivesAnother(
  origin: string,
  client: OAuthClient,
  token: string,
  timeoutMs: number,
): Promise<boolean> {
  await requestToken(origin, client, timeoutMs);
  const send = createHttp('zendesk', timeoutMs);
  const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' };
  try {
    await send({ method: 'GET', url: `${origin}/api/v2/users/me.json`, headers });
    return true;
  } catch (error) {
    if (error instanceof VendorError && (error.status === 401 || error.status === 403)) return error.status === 403;
    throw error;
  }
}

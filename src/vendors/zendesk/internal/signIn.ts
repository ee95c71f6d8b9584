import { VendorError } from '../../../../activities/vendorError';
import { basic } from '../../http/http';
import type { OAuthClient, ZendeskAuth } from '../signIn';
import { type TokenParts, Tokens } from './tokens';

export interface SignIn {
  /** Makes a call with the header `Authorization`; once more if a 401 can be answered with another token. */
  during<Result>(call: (authorization: string) => Promise<Result>): Promise<Result>;
  scope: () => Promise<string | undefined>;
  token: () => Promise<string | undefined>;
}

/**
 * One token per process and account: the configuration is read once, so its `auth` stands for the account, in
 * every client of it.
 */
const tokensOf = new WeakMap<OAuthClient, Tokens>();

export function signInWith({ origin, auth }: { origin: string; auth: ZendeskAuth }, parts: TokenParts): SignIn {
  if (auth.type === 'client') {
    const tokens = tokensOf.get(auth) ?? new Tokens(origin, auth, parts);
    tokensOf.set(auth, tokens);
    return withTokens(tokens);
  }
  const authorization = auth.type === 'oauth' ? bearer(auth.token) : basic(`${auth.email}/token`, auth.token);
  const none = (): Promise<undefined> => Promise.resolve(undefined);
  return { during: (call) => call(authorization), scope: none, token: none };
}

const bearer = (token: string): string => `Bearer ${token}`;

const isUnauthorized = (error: unknown): boolean => error instanceof VendorError && error.status === 401;

const withTokens = (tokens: Tokens): SignIn => ({
  scope: () => tokens.scope(),
  token: () => tokens.current(),
  async during(call) {
    const token = await tokens.current();
    try {
      return await call(bearer(token));
    } catch (error) {
      const other = isUnauthorized(error) ? await tokens.insteadOf(token) : undefined;
      if (other === undefined) throw error;
      try {
        return await call(bearer(other));
      } catch (again) {
        if (isUnauthorized(again)) tokens.refusedAgain();
        throw again;
      }
    }
  },
});

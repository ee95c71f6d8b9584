import { randomBytes } from 'node:crypto';
import { audienceOf, ISSUER } from '../claims';

/** An account whose app may read, with the secrets of its installation: two while rotating, none: nobody may. */
export interface Installation {
  account: string;
  secrets: readonly string[];
}

/** Zendesk signs for a minute; nobody needs a token of more than ten (s). */
const LONGEST_S = 600;
/** The clocks of Zendesk, of the agent's machine (`iat`) and ours (s). */
const LEEWAY_S = 30;
const LONGEST_TOKEN = 4_096;
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/**
 * Tells which account's app sent a token: HS256 by one of its secrets, with our issuer and its audience, and not too
 * old. A token proves the installation, not the agent: its claims come from the app's own JavaScript. So it lets in
 * reads only.
 * @param now epoch ms
 */
export function createTokenCheck<T extends Installation>(installations: readonly T[], now: () => number) {
  const byAudience = new Map(installations.map((it) => [audienceOf(it.account), it]));
  // What no account signs is compared all the same: the time taken does not tell which accounts there are.
  const decoy = randomBytes(32);

  return async (authorization: string | undefined): Promise<T | undefined> => {
    const [, token] = BEARER.exec((authorization ?? '').slice(0, LONGEST_TOKEN + 8)) ?? [];
    if (token === undefined || token.length > LONGEST_TOKEN) return undefined;
    const { decodeJwt, jwtVerify } = await import('jose');
    const audience = claimedAudience(decodeJwt, token);
    const installation = byAudience.get(audience);
    const keys = [decoy, ...(installation?.secrets ?? []).filter(Boolean).map((it) => Buffer.from(it))];
    const verified = await Promise.all(
      keys.map((key) =>
        jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience,
          clockTolerance: LEEWAY_S,
          currentDate: new Date(now()),
          requiredClaims: ['exp', 'aud', 'iss'],
        })
          .then(({ payload }) => isRecent(payload, now() / 1000))
          .catch(() => false),
      ),
    );
    return verified.includes(true) ? installation : undefined;
  };
}

/** Only to find the secrets to compare with. */
function claimedAudience(decode: (token: string) => { aud?: unknown }, token: string): string {
  try {
    const { aud } = decode(token);
    return typeof aud === 'string' ? aud : '';
  } catch {
    return '';
  }
}

const isRecent = ({ exp = Infinity, iat }: { exp?: number; iat?: number }, nowS: number): boolean =>
  exp <= nowS + LONGEST_S + LEEWAY_S && (iat === undefined || iat <= nowS + LEEWAY_S);

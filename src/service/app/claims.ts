/**
 * The token's claims: `iss` is this, `aud` is `audienceOf(subdomain)`. `exp` is at most ten minutes ahead; `iat` may be
 * left out. The app gives them to Zendesk, which signs them with the installation's secret (HS256).
 */
export const ISSUER = 'ventana-app';
/** @param account the Zendesk subdomain */
export const audienceOf = (account: string): string => `ventana:${account.toLowerCase()}`;

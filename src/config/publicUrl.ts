import { isLocal } from '../system/isLocal';

/**
 * Parses the address at which the vendors reach the receiver.
 * @returns the address without a trailing slash; undefined if it is invalid: Zendesk and Sunshine only call https
 */
export function publicUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.search || url.hash || url.username || url.password) return undefined;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url.hostname));
  return isSafe ? `${url.origin}${url.pathname}`.replace(/\/+$/, '') : undefined;
}

export const PUBLIC_URL_HINT =
  'Write the https address at which Zendesk reaches this service, such as https://ventana.acme.com; http is allowed for localhost only.';

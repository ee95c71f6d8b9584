/** Hosts that only this machine knows: for trying things out with the sandbox. */
const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * The address at which the vendors reach the receiver, from what was written.
 * @returns without a slash at the end; undefined where it cannot be one: Zendesk and Sunshine send to https only
 */
export function publicUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.search || url.hash || url.username || url.password) return undefined;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL.test(url.hostname));
  return isSafe ? `${url.origin}${url.pathname}`.replace(/\/+$/, '') : undefined;
}

export const PUBLIC_URL_HINT =
  'Write the https address at which Zendesk reaches this service, such as https://ventana.acme.com; http is allowed for localhost only.';

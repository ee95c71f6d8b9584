import type { Config } from './config';
import { isLocal } from '../system/isLocal';

/**
 * The variables whose vendor address is plain http to another machine: who is on the way reads credentials and
 * messages.
 * @returns one sentence without a full stop, and what to do; undefined when there is none
 */
export function plainHttpWarning({
  zendesk,
  sunshine,
}: {
  zendesk: Pick<Config['zendesk'], 'origin'>;
  sunshine: Pick<Config['sunshine'], 'baseUrl'>;
}): { found: string; todo: string } | undefined {
  const names = [
    ...(isOpen(zendesk.origin) ? ['ZENDESK_BASE_URL'] : []),
    ...(isOpen(sunshine.baseUrl) ? ['SUNSHINE_BASE_URL'] : []),
  ];
  if (names.length === 0) return undefined;
  return {
    found: `${names.join(' and ')}: plain http to another machine, so credentials and messages can be read on the way`,
    todo: `Use an https address in ${names.join(' and ')}, or leave it out.`,
  };
}

function isOpen(text: string): boolean {
  const { protocol, hostname } = new URL(text);
  return protocol === 'http:' && !isLocal(hostname);
}

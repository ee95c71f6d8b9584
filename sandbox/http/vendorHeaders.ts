import type { World } from '../world/world';
import type { ApiCall } from './requestFaults';

/** The headers in every answer of a vendor: its clock and, for Zendesk, the account's rate limit. */
export function vendorHeaders({ now, switches }: World, { vendor }: ApiCall): Record<string, string> {
  const date = new Date(now() + switches.clockSkewMs).toUTCString();
  if (vendor !== 'zendesk') return { date };
  const { limit, remaining } = switches.rateLimit;
  return { date, 'x-rate-limit': String(limit), 'x-rate-limit-remaining': String(remaining) };
}

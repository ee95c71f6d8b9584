import type { World } from '../world/world';
import type { ApiCall } from './requestFaults';

/** The headers in every answer of a vendor: its clock and, for Zendesk, the account's rate limit. */
export function vendorHeaders(
  { now, switches }: World,
  { vendor }: ApiCall,
  limits: () => Record<string, string>,
): Record<string, string> {
  const date = new Date(now() + switches.clockSkewMs).toUTCString();
  return { date, ...(vendor === 'zendesk' && limits()) };
}

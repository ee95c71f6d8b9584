/** Whether an agent may contact a customer who has no consent on record. Rows C1-C3 of docs/behaviour.md. */
import type { Purpose } from '../../activities/types';
import type { Live } from './conversation';

/**
 * With `consent.proactive: required`, a proactive message needs the checkbox `whatsapp_opt_in` on the customer's
 * Zendesk user. Having written to us once is not consent: Meta requires explicit permission.
 */
export const lacksConsent = ({ truth }: Live, { kind }: Purpose): boolean =>
  kind === 'proactive' && truth.policy.consentRequired === true && truth.optedIn !== true;

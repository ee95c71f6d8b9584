/** Whether an agent may have a customer written to of whom no consent is on record. Rows C1-C3 of docs/behaviour.md. */
import type { Purpose } from '../../activities/types';
import type { Live } from './conversation';

/**
 * With `consent.proactive: required` a proactive message needs the box `whatsapp_opt_in` on the customer's Zendesk user. That they once
 * wrote to us is no consent: Meta asks for permission to be given in so many words.
 */
export const lacksConsent = ({ truth }: Live, { kind }: Purpose): boolean =>
  kind === 'proactive' && truth.policy.consentRequired === true && truth.optedIn !== true;

import type { Plain } from '../language/say';
import type { Remedy } from '../../workflows/core/errorCodes';

/** What a person has to do before the account can send again: whole sentences, for `doctor` and `status`. */
export const REMEDIES: Readonly<Record<Remedy, Plain>> = {
  access: 'Connect the WhatsApp number again: Admin Center, Channels, Messaging and social, Messaging.',
  payment: 'Add a valid payment method: Meta Business Suite, Billing and payments.',
  restriction: 'See why Meta has blocked or limited the account: WhatsApp Manager, Account overview.',
  number: 'See whether the number is registered and its name approved: WhatsApp Manager, Phone numbers.',
};

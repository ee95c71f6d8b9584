import type { Language } from './policy';

/** The titles of the checkboxes on a customer's profile. Setup makes them; notes name them. */
export const boxTitles: Record<Language, Record<'optOut' | 'marketingOptOut' | 'optIn', string>> = {
  es: {
    optOut: 'WhatsApp: no quiere mensajes',
    marketingOptOut: 'WhatsApp: no quiere publicidad',
    optIn: 'WhatsApp: acepta mensajes',
  },
  en: { optOut: 'WhatsApp opt-out', marketingOptOut: 'WhatsApp marketing opt-out', optIn: 'WhatsApp opt-in' },
};

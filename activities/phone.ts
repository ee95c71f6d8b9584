import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A phone number as the Notification API wants it: country code and digits, no plus sign. Numbers are judged by their length only:
 * lists of the ranges in use grow old, and WhatsApp itself says (131026) whom it does not know.
 * @returns undefined when it cannot be a number; `country` (ISO 3166 alpha-2) is taken where it has no country code
 */
export function phoneDigits(phone: string, country: string): string | undefined {
  // WhatsApp's own form has the country code and no plus sign: that is the second guess.
  const guesses = [parsePhoneNumberFromString(phone, country as CountryCode), parsePhoneNumberFromString(`+${phone}`)];
  return guesses.find((it) => it?.isPossible())?.number.slice(1);
}

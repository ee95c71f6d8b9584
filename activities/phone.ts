import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A phone number as the Notification API wants it: country code and digits, no plus sign. We check only its length:
 * lists of the number ranges in use go out of date, and WhatsApp itself reports numbers it does not know (131026).
 * @param country ISO 3166 alpha-2, used when the number has no country code
 * @returns undefined when it cannot be a phone number
 */
export function phoneDigits(phone: string, country: string): string | undefined {
  // WhatsApp's own format has the country code but no plus sign: that is the second guess.
  const guesses = [parsePhoneNumberFromString(phone, country as CountryCode), parsePhoneNumberFromString(`+${phone}`)];
  return guesses.find((it) => it?.isPossible())?.number.slice(1);
}

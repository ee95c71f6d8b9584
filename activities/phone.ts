import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A phone number as the Notification API wants it: country code and digits, no plus sign.
 * @returns undefined when it is no valid number; `country` (ISO 3166 alpha-2) is taken where it has no country code
 */
export function phoneDigits(phone: string, country: string): string | undefined {
  const number = parsePhoneNumberFromString(phone, country as CountryCode);
  return number?.isValid() ? number.number.slice(1) : undefined;
}

import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/max/metadata';

/** The id of a WhatsApp user without a phone number: `US.abc123` (Zendesk's guide to business-scoped user ids). */
const BUSINESS_SCOPED = /^([A-Z]{2})\.\w/;

/** Dependencies that share a calling code with the country of the market. */
const SHARES: Partial<Record<CountryCode, CountryCode>> = {
  ...{ GG: 'GB', IM: 'GB', JE: 'GB', VA: 'IT', AX: 'FI', SJ: 'NO', CC: 'AU', CX: 'AU', EH: 'MA' },
};

/** By calling code: its countries, the main one first. */
const mainCountries: Readonly<Record<string, readonly string[]>> = metadata.country_calling_codes;

/** ISO 3166 alpha-2 codes of all countries with phone numbers. */
export const countries = (): string[] => getCountries();
const isCountry = (code: string): boolean => countries().includes(code);

/**
 * The country of a WhatsApp user, by the calling code. Nothing else of the number is kept.
 * @param externalId as a Sunshine client has it: a number with its country code, with or without a plus sign, or a
 *   business-scoped id
 * @returns ISO 3166 alpha-2; undefined if it cannot be told
 */
export function countryOf(externalId: string): string | undefined {
  const [, scoped] = BUSINESS_SCOPED.exec(externalId) ?? [];
  if (scoped !== undefined) return isCountry(scoped) ? scoped : undefined;
  const number = parsePhoneNumberFromString(`+${externalId.replace(/\D/g, '')}`);
  if (!number) return undefined;
  // A number outside the known ranges has a calling code all the same, and that alone counts.
  const country = number.country ?? mainCountries[number.countryCallingCode]?.[0];
  return country && (SHARES[country as CountryCode] ?? country);
}

/** The main country of a calling code, such as `34`; undefined for what is none. */
export const countryOfCode = (callingCode: string): string | undefined => mainCountries[callingCode]?.[0];

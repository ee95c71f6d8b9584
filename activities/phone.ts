import { type CountryCode, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';

/** A number as the Notification API wants it (country code and digits, no plus sign) with its code, or why there is none. */
export type PhoneReading = { digits: string; callingCode: string } | { why: 'invalidPhone' | 'ambiguousPhone' };

/**
 * Reads a phone number. With a plus sign, or with 00, it has a country code. Without, it may be a number of `country`,
 * or have a country code all the same, as WhatsApp writes numbers: the valid reading counts. If both are valid and of
 * different countries, nobody can know whose number it is. We refuse only what cannot be a phone number, or what could
 * be two: lists of the number ranges in use go out of date, and WhatsApp itself reports numbers it does not know
 * (131026).
 * @param country ISO 3166 alpha-2, used when the number has no country code
 */
export function readPhone(phone: string, country: string): PhoneReading {
  if (phone.length > LONGEST) return { why: 'invalidPhone' };
  const text = withSign(phone);
  if (text.startsWith('+')) return possible(parse(text));
  const national = parse(text, country as CountryCode);
  if (isMexican1(text, country)) return possible(national);
  const international = parse(`+${text}`);
  if (!international || national?.number === international.number) return possible(national);
  const isForeign = international.countryCallingCode !== national?.countryCallingCode;
  if (national?.isValid() && international.isValid()) {
    if (isForeign) return { why: 'ambiguousPhone' };
    return digitsOf(isMobile(international) && !isMobile(national) ? international : national);
  }
  if (national?.isValid()) return digitsOf(national);
  // A number of `country` with a wrong digit must not become another country's: only a whole one is taken for that.
  const isWhole = national?.isPossible() || international.number.length > LONGEST_NATIONAL + 1;
  if (international.isValid() && (!isForeign || isWhole)) return digitsOf(international);
  return possible(national);
}

/** libphonenumber reads no longer text either. */
const LONGEST = 250;

/** What may stand before a number: brackets, direction marks of a pasted contact, the scheme of a link. */
const BEFORE = /^(?:[^\p{L}\p{Nd}+＋]|tel:|whatsapp:)+/iu;

/** The number with a plus sign in front if it has one, or 00, behind whatever else stands there. */
const withSign = (phone: string): string => {
  const text = phone.trim();
  const bare = text.replace(BEFORE, '');
  return /^[+＋]/u.test(bare) || bare.startsWith('00') ? bare.replace(/^(?:[+＋]|00)/u, '+') : text;
};

/** Without a country code, hardly any country has numbers of more than ten digits; with one, few have so short ones. */
const LONGEST_NATIONAL = 10;

function parse(text: string, country?: CountryCode): PhoneNumber | undefined {
  const number = parsePhoneNumberFromString(mexican(text, country), country);
  // Another country's prefix for calls abroad, or an extension, may stand around a Mexican number: then it is seen now.
  const again = number && mexican(number.number, undefined);
  return again === undefined || again === number?.number ? number : parsePhoneNumberFromString(again);
}

/**
 * Mexico's numbers have ten digits. Before 2019 one dialled 1, 01, 044 or 045 before them, and many contacts still have
 * that; WhatsApp itself once stored 521. The library no longer knows these prefixes.
 */
function mexican(text: string, country: CountryCode | undefined): string {
  const digits = text.replace(/[^\d+]/g, '');
  const [, national] = /^\+52(?:044|045|01|1)(\d{10})$/.exec(digits) ?? [];
  if (national) return `+52${national}`;
  const [, dialled] = (country === 'MX' && /^(?:52)?(?:044|045|01|1)(\d{10})$/.exec(digits)) || [];
  return dialled ?? text;
}

/** In Mexico, `1` and ten digits is how mobiles were written: it is not the United States' country code. */
const isMexican1 = (text: string, country: string): boolean =>
  country === 'MX' && /^1\d{10}$/.test(text.replace(/\D/g, ''));

const isMobile = (number: PhoneNumber): boolean => /MOBILE/.test(number.getType() ?? '');

const digitsOf = (number: PhoneNumber): PhoneReading => ({
  digits: number.number.slice(1),
  callingCode: number.countryCallingCode,
});

const possible = (number: PhoneNumber | undefined): PhoneReading =>
  number?.isPossible() ? digitsOf(number) : { why: 'invalidPhone' };
